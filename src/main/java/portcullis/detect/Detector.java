package portcullis.detect;

import java.util.BitSet;
import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Audience;
import portcullis.fact.Conversation;
import portcullis.fact.Doubt;
import portcullis.fact.Evidence;
import portcullis.fact.Host;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Probe;
import portcullis.fact.Problem;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Notices who probes. A packet costs a few look-ups: to whom, in which conversation, does some mode count it, which source. The
 * rules are asked only about a class of touch that is new, and shown a source only when one of its measures has crossed a line. One
 * thread owns it.
 */
public final class Detector implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_WINDOW = 3_600 * SECOND;

    private final boolean everyProbe;
    private RuleBase rules;
    private RuleNumbers ruleNumbers;
    private Gauge.Panel panel;
    private Memory memory;
    private final BitSet heldTcp;
    private final Conversing conversing;
    private final long seed;
    private Suspects suspects;
    private Strangers strangers;
    private FirstTouch firstTouch;
    private Lockstep lockstep;
    private Targets targets;
    private final Contact contact = new Contact();
    private final Contact earlier = new Contact();
    private RuleSession session;
    private TouchTable touches;
    private Watched watched;
    private ServedPorts served;
    private long now = Long.MIN_VALUE;
    private long nextSecond = Long.MIN_VALUE;
    private long probes;
    private long ignoredProbes;
    private long answers;
    private long sources;

    /** @param facts what rules join with: modes that are on, listed and excluded ports, trusted networks */
    public Detector(RuleBase rules, List<?> facts, Surroundings around, Memory memory) {
        this(rules, facts, around, memory, false);
    }

    /** @param everyProbe whether the rules look at a source after each of its probes: the slow way, to prove the fast one by */
    Detector(RuleBase rules, List<?> facts, Surroundings around, Memory memory, boolean everyProbe) {
        this.everyProbe = everyProbe;
        this.seed = around.seed();
        this.watched = new Watched(around.host().watched(), around.host().links());
        this.served = new ServedPorts(around.host().served());
        this.heldTcp = around.heldTcp().bits();
        this.conversing = new Conversing(new Conversations(memory.conversations(), around.seed()), heldTcp);
        around.host().established().forEach(known -> conversing.seed(known, Long.MIN_VALUE));
        obey(rules, facts, memory);
    }

    private void obey(RuleBase rules, List<?> facts, Memory memory) {
        this.rules = rules;
        this.ruleNumbers = new RuleNumbers(rules.cards());
        this.panel = new Gauge.Panel(rules.measures());
        this.memory = memory;
        this.session = new RuleSession(rules, facts);
        this.suspects = new Suspects(memory.sources(), seed, session::forget);
        this.strangers = new Strangers(memory.sources(), seed);
        this.firstTouch = new FirstTouch(rules.cards());
        this.lockstep = new Lockstep(panel.first(Measure.Kind.COMPANIONS), suspects);
        this.targets = new Targets(
                new Gauge.Panel(rules.targetMeasures()),
                ruleNumbers,
                memory.quiet().toNanos(),
                session::forget);
        this.touches = new TouchTable(session::modesCounting);
    }

    /**
     * Follows other rules from here on. What is known of conversations stays (their bound is the first one's); sources are counted
     * anew, since the measures that the rules ask for may be others.
     */
    public void reload(RuleBase rules, List<?> facts, Memory memory, Ports held) {
        session.close();
        heldTcp.clear();
        heldTcp.or(held.bits());
        obey(rules, facts, memory);
        nextSecond = Long.MIN_VALUE;
    }

    /** Takes one packet. @param alarms receives what it completed */
    public void observe(Packet packet, List<Alarm> alarms) {
        pass(packet.nanos(), alarms);
        if (packet.transport() == Transport.ICMP) return; // errors tell of our own questions; no mode counts them
        Kind kind = packet.kind();
        if (packet.transport() == Transport.NEIGHBOUR) {
            ask(packet, alarms);
            return;
        }
        Audience audience = audience(packet);
        boolean received = audience != Audience.HOST || watched.isWatched(packet.targetHigh(), packet.targetLow());
        if (received && !isToItself(packet)) receive(packet, kind, audience, alarms);
        if (watched.isWatched(packet.sourceHigh(), packet.sourceLow())) sent(packet, kind, audience, received);
    }

    /** A question for an address of the segment, whoever's that is. Our own questions are no sweep. */
    private void ask(Packet packet, List<Alarm> alarms) {
        boolean isOurs = watched.isWatched(packet.sourceHigh(), packet.sourceLow());
        if (!isToItself(packet) && (!isOurs || watched.isAny())) receive(packet, packet.kind(), Audience.HOST, alarms);
    }

    private void sent(Packet packet, Kind kind, Audience audience, boolean received) {
        boolean ours = !received || audience != Audience.HOST;
        conversing.sent(packet, kind, ours, now);
        if (audience != Audience.HOST && kind == Kind.UDP) conversing.askedAll(packet, now);
    }

    /** An alarm could not be answered for now, for a limit was reached: it may be raised again after a second. */
    public void raiseAgain(Alarm alarm) {
        Suspect suspect = suspects.find(alarm.source().high(), alarm.source().low());
        if (suspect != null) suspect.tellAgainAfter(alarm.rule(), SECOND);
    }

    /** A block has ended: whoever goes on is told of again, and not only when the quiet time of an alarm during the block is over. */
    public void released(Address source) {
        Suspect suspect = suspects.find(source.high(), source.low());
        if (suspect != null) suspect.forgetTold();
    }

    /** The host has other addresses, or serves other ports, than before; what is known of conversations stays. */
    public void watch(Host host) {
        watched = new Watched(host.watched(), host.links());
        served = new ServedPorts(host.served());
        host.established().forEach(known -> conversing.seed(known, now));
    }

    /** The unserved ports on which some mode counts a first packet: what the kernel must let us see. */
    public Ports watched(Transport transport) {
        Kind kind = transport == Transport.TCP ? Kind.SYN : Kind.UDP;
        BitSet ports = new BitSet();
        for (int port = 0; port < PortRange.PORTS; port++) {
            if (touches.modes(transport, kind, port, false, Audience.HOST, Conversation.NONE) != 0) ports.set(port);
        }
        ports.or(transport == Transport.TCP ? heldTcp : new BitSet());
        return Ports.of(ports);
    }

    /** Lets time pass where no packet comes. */
    public void pass(long nanos, List<Alarm> alarms) {
        if (nanos >= nextSecond) passSeconds(nanos, alarms);
        now = Math.max(now, nanos);
    }

    private void passSeconds(long nanos, List<Alarm> alarms) {
        if (rules.namesProbe()) {
            long from =
                    Math.max(nextSecond, nanos - LONGEST_WINDOW); // no event outlives this, so no timer fires before it
            for (now = Math.max(now, from); now < nanos; now += SECOND) {
                session.advanceTo(now);
                raise(session.collect(), alarms);
            }
        }
        suspects.forgetSilentSince(nanos - memory.forget().toNanos());
        nextSecond = nanos + SECOND;
    }

    private static boolean isToItself(Packet packet) {
        return packet.sourceLow() == packet.targetLow() && packet.sourceHigh() == packet.targetHigh();
    }

    private Audience audience(Packet packet) {
        long high = packet.targetHigh();
        long low = packet.targetLow();
        if (Address.isMapped(high, low)) {
            if ((low >>> 28 & 0xF) == 0xE) return Audience.MULTICAST;
            if ((int) low == -1 || packet.isToGroup() || watched.isBroadcast(high, low)) return Audience.BROADCAST;
            return Audience.HOST;
        }
        return high >>> 56 == 0xFF || packet.isToGroup() ? Audience.MULTICAST : Audience.HOST;
    }

    private void receive(Packet packet, Kind kind, Audience audience, List<Alarm> alarms) {
        int port = packet.targetPort();
        Transport transport = packet.transport();
        boolean isServed = served.isServed(transport, packet.targetHigh(), packet.targetLow(), port);
        boolean isHeld = transport == Transport.TCP && heldTcp.get(port);
        Conversation conversation = transport == Transport.NEIGHBOUR
                ? Conversation.NONE
                : conversing.received(packet, kind, isServed || isHeld, now);
        Kind touch = conversing.hasConnected() ? Kind.CONNECT : kind;
        if (touch == Kind.UDP && looksLikeAnswer(packet)) touch = Kind.UDP_REPLY;
        int modes = touches.modes(transport, touch, port, isServed, audience, conversation);
        if (modes != 0) {
            contact.set(packet, touch, modes, now);
            count(packet, isServed, alarms);
        } else if (conversation != Conversation.NONE) {
            answers++;
            if (isHeld && packet.payloadLength() > 0) spoke(packet);
        }
    }

    /** From where services speak to where clients listen. */
    private static boolean looksLikeAnswer(Packet packet) {
        return UdpServices.isOne(packet.sourcePort()) && !UdpServices.isOne(packet.targetPort());
    }

    /** Data on a port that we hold comes from who completed the handshake: it proves the sender further. */
    private void spoke(Packet packet) {
        Suspect suspect = suspects.find(packet.sourceHigh(), packet.sourceLow());
        if (suspect != null && suspect.evidence == Evidence.HANDSHAKE) suspect.evidence = Evidence.DATA;
    }

    private void count(Packet packet, boolean isServed, List<Alarm> alarms) {
        boolean isProbe = (contact.modes & Modes.ALL) != 0;
        if (isProbe) probes++;
        Suspect suspect = suspects.find(packet.sourceHigh(), packet.sourceLow());
        boolean look = everyProbe;
        if (suspect == null) {
            int stranger = strangers.find(packet.sourceHigh(), packet.sourceLow());
            if (stranger == Strangers.NOT_FOUND && !isWorthAnObject(isProbe)) {
                if (isProbe || contact.tool != Tool.NONE) meet(packet, isProbe);
                return;
            }
            if (stranger == Strangers.NOT_FOUND && isProbe) sources++;
            suspect = newSuspect(packet);
            if (stranger != Strangers.NOT_FOUND) look |= recall(suspect, stranger);
        }
        lockstep.pass(suspect, contact);
        look |= suspect.count(contact);
        suspects.touched(suspect);
        if (suspect.trust == Suspect.Trust.IGNORED) {
            if (isProbe) ignoredProbes++;
            return;
        }
        Sought target = targets.count(suspect, contact);
        if (!look && target == null && !rules.namesProbe()) return;
        if (suspect.trust == Suspect.Trust.NOT_ASKED && isIgnored(suspect)) {
            if (isProbe) ignoredProbes++;
            return;
        }
        session.advanceTo(now);
        if (rules.namesProbe()) raise(session.tellOf(probe(packet, contact.kind, isServed)), alarms);
        if (look) look(suspect, alarms);
        if (target != null) look(target, alarms);
    }

    /** Whether the rules may have to be shown a source that touches for the first time. */
    private boolean isWorthAnObject(boolean isProbe) {
        return everyProbe && isProbe
                || rules.namesProbe() && isProbe
                || firstTouch.mayMatter(contact.modes, contact.tool);
    }

    private void meet(Packet packet, boolean isProbe) {
        if (isProbe) sources++;
        strangers.add(packet.sourceHigh(), packet.sourceLow(), contact);
        lockstep.pass(packet.sourceHigh(), packet.sourceLow(), contact);
    }

    /** Counts the touch by which a source was known before it became a suspect. */
    private boolean recall(Suspect suspect, int stranger) {
        strangers.take(stranger, earlier);
        boolean isForgotten = earlier.nanos < now - memory.forget().toNanos();
        return !isForgotten && suspect.count(earlier);
    }

    private Suspect newSuspect(Packet packet) {
        Suspect suspect = new Suspect(
                packet.sourceHigh(),
                packet.sourceLow(),
                panel,
                ruleNumbers,
                memory.quiet().toNanos());
        suspects.add(suspect);
        return suspect;
    }

    private boolean isIgnored(Suspect suspect) {
        boolean ignored = session.ignoredBecause(suspect.getAddress()).isPresent();
        suspect.trust = ignored ? Suspect.Trust.IGNORED : Suspect.Trust.COUNTED;
        return ignored;
    }

    private void look(Suspect suspect, List<Alarm> alarms) {
        boolean told = raise(session.look(suspect), alarms);
        if (told) session.letGo(suspect);
    }

    private void look(Sought target, List<Alarm> alarms) {
        int before = alarms.size();
        raise(session.look(target), alarms);
        if (alarms.size() == before) return;
        for (int i = before; i < alarms.size(); i++) target.tell(alarms.get(i).rule());
        session.letGo(target);
    }

    /** Doubts first: one that comes with an alarm is about it. */
    private boolean raise(List<Object> answers, List<Alarm> alarms) {
        boolean told = false;
        for (Object answer : answers) if (answer instanceof Doubt doubt) take(doubt);
        for (Object answer : answers) if (answer instanceof Alarm alarm) told |= raise(alarm, alarms);
        return told;
    }

    private void take(Doubt doubt) {
        Suspect suspect = suspects.find(doubt.source().high(), doubt.source().low());
        if (suspect != null) suspect.doubt(doubt.because());
    }

    /** Adds time and proof; says nothing where this rule has told of this source already. */
    private boolean raise(Alarm alarm, List<Alarm> alarms) {
        Suspect suspect = suspects.find(alarm.source().high(), alarm.source().low());
        if (suspect == null || suspect.told(alarm.rule())) return false;
        suspect.tell(alarm.rule());
        Alarm believed = suspect.doubt().isEmpty() ? alarm : alarm.reportOnly(suspect.doubt());
        alarms.add(believed.provenBy(
                now, suspect.proof(ruleNumbers.modes(alarm.rule()), ruleNumbers.seconds(alarm.rule()))));
        return true;
    }

    private Probe probe(Packet packet, Kind kind, boolean isServed) {
        return new Probe(
                now,
                session.millis(),
                packet.source(),
                packet.sourcePort(),
                packet.target(),
                packet.targetPort(),
                packet.transport(),
                kind,
                kind == Kind.CONNECT ? Evidence.HANDSHAKE : Evidence.FORGEABLE,
                isServed,
                packet.interfaceNumber(),
                packet.ttl(),
                packet.window(),
                packet.hasOptions(),
                packet.isFragment());
    }

    public Census census() {
        return new Census(probes, ignoredProbes, answers, sources, suspects.pushedOut() + strangers.pushedOut());
    }

    /** What went wrong inside rules, each once. */
    public List<Problem> problems() {
        return session.problems();
    }

    @Override
    public void close() {
        session.close();
    }
}
