package portcullis.detect;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.AlertNews;
import portcullis.fact.Audience;
import portcullis.fact.Conversation;
import portcullis.fact.Doubt;
import portcullis.fact.Evidence;
import portcullis.fact.Exercised;
import portcullis.fact.Fate;
import portcullis.fact.Host;
import portcullis.fact.Kind;
import portcullis.fact.KnownLogin;
import portcullis.fact.LoginNews;
import portcullis.fact.Mode;
import portcullis.fact.ModeOn;
import portcullis.fact.News;
import portcullis.fact.Packet;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Probe;
import portcullis.fact.Problem;
import portcullis.fact.Story;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Notices who probes. A packet costs a few look-ups: to whom, in which conversation, does some mode count it, which source. The
 * rules are asked only about a class of touch that is new, and shown a source only when one of its measures has crossed a line. One
 * thread owns it.
 */
public final class Detector implements AutoCloseable {
    /** One packet in this name must not have a /64 blocked. */
    private static final String NO_HOST = "no single host sends from the address that stands for its network";

    private static final long SECOND = 1_000_000_000L;
    /** Of protocols on IP, and of types of ICMP. */
    private static final int NUMBERS = 256;

    private static final Ports EVERYWHERE = new Ports(List.of(new PortRange(0, PortRange.PORTS - 1)));

    private static final long LONGEST_WINDOW = 3_600 * SECOND;

    private final boolean everyProbe;
    private RuleBase rules;
    private RuleNumbers ruleNumbers;
    private Gauge.Panel panel;
    private Memory memory;
    private final BitSet heldTcp;
    private final Conversing conversing;
    private final long seed;
    private final Suspects suspects;
    private Strangers strangers;
    private final Newcomers newcomers;
    private FirstTouch firstTouch;
    private Foretold foretold;
    private Rings rings;
    private final Lockstep lockstep;
    private final Targets targets;
    private final SourceNetworks networks;
    private final Hearsay hearsay;
    private final Contact contact = new Contact();
    private final Contact earlier = new Contact();
    private Set<Address> following = Set.of();
    private Followed followed;
    private Onlooker onlooker = Onlooker.NOBODY;
    private final long[] fates = new long[Fate.values().length];
    private RuleSession session;
    private boolean sctpIsOn;
    private TouchTable touches;
    private Watched watched;
    private ServedPorts served;
    private long now = Long.MIN_VALUE;
    private long nextSecond = Long.MIN_VALUE;
    private long probes;
    private long ignoredProbes;
    private long answers;
    private long sources;
    private long repeated;

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
        long quiet = memory.quiet().toNanos();
        this.suspects = new Suspects(memory.sources(), seed, this::forget);
        this.newcomers = new Newcomers(memory.newcomers(), seed);
        this.strangers = new Strangers(memory.sources(), seed);
        this.lockstep = new Lockstep(panel.first(Measure.Kind.COMPANIONS), suspects);
        this.targets = new Targets(new Gauge.Panel(rules.targetMeasures(), 0), ruleNumbers, quiet, this::forget);
        this.networks = new SourceNetworks(
                new Gauge.Panel(rules.networkMeasures(), Trail.WORDS), ruleNumbers, quiet, seed, this::forget);
        this.hearsay = new Hearsay(ruleNumbers, quiet);
    }

    private void forget(Shown shown) {
        session.forget(shown);
    }

    private void obey(RuleBase rules, List<?> facts, Memory memory) {
        this.rules = rules;
        this.ruleNumbers = new RuleNumbers(rules.cards());
        this.panel = new Gauge.Panel(rules.measures(), Trail.WORDS);
        this.memory = memory;
        this.session = new RuleSession(rules, facts);
        this.sctpIsOn = facts.contains(new ModeOn(Mode.SCTP));
        this.firstTouch = new FirstTouch(rules.cards());
        this.foretold = new Foretold(rules.cards(), panel);
        this.rings = rings == null ? new Rings(panel) : rings.under(panel);
        this.touches = new TouchTable(session::modesCounting, rules.portSteps().with(facts));
        this.followed = new Followed(following, rules.cards());
    }

    /** Keeps what becomes of all that these sources send from here on, and how near each rule comes. */
    public void follow(Set<Address> sources) {
        following = new LinkedHashSet<>(sources);
        followed = new Followed(following, rules.cards());
    }

    /** Who is told of each packet from here on. */
    public void tell(Onlooker onlooker) {
        this.onlooker = onlooker;
    }

    /** The same for all sources, as far as there is room; what limits newcomers does not apply to them. */
    public void followEverybody() {
        followed = Followed.everybody(rules.cards());
    }

    /** What the traffic made of each rule, where everybody is followed. */
    public List<Exercised> exercised() {
        return followed.exercised(rules.cards(), session.fired());
    }

    /** What is known of each source that is followed. */
    public List<Story> stories() {
        return followed.stories(session::ignoredBecause);
    }

    /** What became of the packets that reached a watched address, as far as any did. */
    public Map<Fate, Long> fates() {
        Map<Fate, Long> counts = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) if (fates[fate.ordinal()] > 0) counts.put(fate, fates[fate.ordinal()]);
        return counts;
    }

    /**
     * Follows other rules from here on, and knows what it knew: conversations (their bound is the first one's), what each source has done
     * as far as these rules count it too, and who was told of. A measure that is new begins to count now; facts that rules insert for
     * themselves are gone.
     */
    public void reload(RuleBase rules, List<?> facts, Memory memory, Ports held) {
        List<Probe> recent = session.probes();
        Gauge.Panel before = panel;
        session.close();
        heldTcp.clear();
        heldTcp.or(held.bits());
        obey(rules, facts, memory);
        if (rules.namesProbe()) session.recall(recent);
        Heirs heirs = new Heirs(before, panel);
        long quiet = memory.quiet().toNanos();
        suspects.obey(memory.sources(), suspect -> suspect.obey(heirs, ruleNumbers, quiet));
        newcomers.obey(memory.newcomers());
        strangers = strangers.resized(memory.sources());
        lockstep.obey(panel.first(Measure.Kind.COMPANIONS));
        targets.obey(new Gauge.Panel(rules.targetMeasures(), 0), ruleNumbers, quiet);
        networks.obey(new Gauge.Panel(rules.networkMeasures(), Trail.WORDS), ruleNumbers, quiet);
        hearsay.obey(ruleNumbers, quiet);
    }

    /** Takes what the log of another program says. What it says of this host itself, or of whom the rules ignore, concerns nobody. */
    public void hear(News news, List<Alarm> alarms) {
        pass(news.at(), alarms);
        News heard = aboutOthers(news).at(now);
        Address source = heard.source();
        boolean isOurs = !watched.isAny() && watched.isWatched(source.high(), source.low());
        if (isOurs || session.ignoredBecause(source).isPresent()) return;
        session.advanceTo(now);
        Heard known = hearsay.of(source, now);
        if (heard instanceof LoginNews login) {
            Alarm.Proof proof = new Alarm.Proof(Mode.LOGINS, Kind.LOGIN, source, List.of(), Evidence.DATA);
            raise(session.hear(hearsay.take(login, known, doors(source))), known, proof, alarms);
        } else if (heard instanceof AlertNews alert) {
            List<Integer> ports = alert.port() == 0 ? List.of() : List.of(alert.port());
            Alarm.Proof proof = new Alarm.Proof(Mode.ALERTS, Kind.ALERT, alert.target(), ports, Evidence.FORGEABLE);
            raise(session.hear(hearsay.take(alert, known)), known, proof, alarms);
        }
    }

    private News aboutOthers(News news) {
        boolean isOurs = !watched.isAny()
                && watched.isWatched(news.source().high(), news.source().low());
        return isOurs && news instanceof AlertNews alert ? alert.turned() : news;
    }

    /** Distinct ports that it has probed, as far as that is not to be forgotten. */
    private int doors(Address source) {
        Suspect suspect = suspects.find(source.high(), source.low());
        if (suspect != null) return suspect.doors();
        int stranger = strangers.find(source.high(), source.low());
        if (stranger == Strangers.NOT_FOUND) return 0;
        strangers.look(stranger, earlier);
        return (earlier.modes & Modes.ALL) == 0 || isForgotten(earlier) ? 0 : 1;
    }

    private void raise(List<Object> answers, Heard heard, Alarm.Proof proof, List<Alarm> alarms) {
        for (Object answer : answers) {
            if (!(answer instanceof Alarm alarm) || heard.told(alarm.rule())) continue;
            heard.tell(alarm.rule());
            Alarm proven = alarm.provenBy(now, proof);
            Alarm believed = alarm.source().isNetwork() ? proven.reportOnly(NO_HOST) : proven;
            alarms.add(ruleNumbers.isShadow(alarm.rule()) ? believed.asShadow() : believed);
        }
    }

    /** From where users have logged in before this began. */
    public void recall(List<KnownLogin> known) {
        hearsay.recall(known);
    }

    /** From where users have logged in since this was asked last. */
    public List<KnownLogin> learned() {
        return hearsay.learned();
    }

    /** Takes one packet. @param alarms receives what it completed */
    public void observe(Packet packet, List<Alarm> alarms) {
        pass(packet.nanos(), alarms);
        if (packet.transport() == Transport.ICMP) {
            error(packet);
            return;
        }
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

    /** An ICMP error tells of a question of our own; no mode counts it. What it quotes of nobody's was sent in our name. */
    private void error(Packet packet) {
        if (!watched.isWatched(packet.targetHigh(), packet.targetLow())) return;
        settle(packet, Kind.ODD, conversing.knowsQuoted(packet) ? Fate.ANSWER : Fate.BACKSCATTER, false);
    }

    private void settle(Packet packet, Kind kind, Fate fate, boolean isServed) {
        fates[fate.ordinal()]++;
        onlooker.settled(packet, kind, fate, isServed);
        if (isFollowed(packet)) followed.note(packet, kind, fate, now);
    }

    private void sent(Packet packet, Kind kind, Audience audience, boolean received) {
        boolean ours = !received || audience != Audience.HOST;
        conversing.sent(packet, kind, ours, now);
        if (kind == Kind.SYN_ACK) answered(packet);
        if (audience != Audience.HOST && kind == Kind.UDP) conversing.askedAll(packet, now);
    }

    /**
     * The host answers from a port that is not known to be served: a listener that lives shorter than it takes to read the socket
     * tables, as for a passive FTP transfer. Then it was no closed door that was touched.
     */
    private void answered(Packet packet) {
        int port = packet.sourcePort();
        boolean isKnown = served.isServed(Transport.TCP, packet.sourceHigh(), packet.sourceLow(), port);
        if (isKnown || heldTcp.get(port)) return;
        onlooker.opened(packet.target(), packet.source(), port);
        int stranger = strangers.find(packet.targetHigh(), packet.targetLow());
        if (stranger != Strangers.NOT_FOUND) strangers.retract(stranger, port);
        Suspect suspect = suspects.find(packet.targetHigh(), packet.targetLow());
        if (suspect == null) return;
        earlier.set(packet, Kind.SYN, Modes.of(Transport.TCP), now);
        earlier.port = port;
        earlier.targetHigh = packet.sourceHigh();
        earlier.targetLow = packet.sourceLow();
        suspect.retract(earlier);
    }

    /** An alarm could not be answered for now, for a limit was reached: it may be raised again after a second. */
    public void raiseAgain(Alarm alarm) {
        hearsay.ifHeard(alarm.source(), heard -> heard.tellAgainAfter(alarm.rule(), SECOND));
        if (alarm.source().isNetwork()) {
            Neighbours network = networks.find(alarm.source().high());
            if (network != null) network.tellAgainAfter(alarm.rule(), SECOND);
        }
        Suspect suspect = suspects.find(alarm.source().high(), alarm.source().low());
        if (suspect != null) suspect.tellAgainAfter(alarm.rule(), SECOND);
    }

    /** A block has ended: whoever goes on is told of again, and not only when the quiet time of an alarm during the block is over. */
    public void released(Address source) {
        hearsay.ifHeard(source, Heard::forgetTold);
        if (source.isNetwork()) {
            Neighbours network = networks.find(source.high());
            if (network != null) network.forgetTold();
        }
        Suspect suspect = suspects.find(source.high(), source.low());
        if (suspect != null) suspect.forgetTold();
    }

    /** The host has other addresses, or serves other ports, than before; what is known of conversations stays. */
    public void watch(Host host) {
        watched = new Watched(host.watched(), host.links());
        served = new ServedPorts(host.served());
        host.established().forEach(known -> conversing.seed(known, now));
    }

    /**
     * Where some mode counts a first packet, by its kind: what the kernel must let us see. Ports that are not served; where others have a
     * port, a ping has its type and another protocol its number. {@link Kind#ACK} stands for FIN with ACK as well, and is not asked about where a
     * SYN counts; {@link Kind#UDP_REPLY} for whatever comes from a service; {@link Kind#INIT} for any beginning, to whatever port, as there are few.
     */
    public Map<Kind, Ports> watched() {
        Map<Kind, Ports> watched = new EnumMap<>(Kind.class);
        BitSet syn = counted(Transport.TCP, Kind.SYN, PortRange.PORTS);
        syn.or(heldTcp);
        BitSet lone = (BitSet) syn.clone();
        for (Kind kind : List.of(Kind.ACK, Kind.MAIMON)) {
            BitSet others = (BitSet) lone.clone();
            others.flip(0, PortRange.PORTS);
            lone.or(touches.counted(Transport.TCP, kind, others));
        }
        watched.put(Kind.SYN, Ports.of(syn));
        watched.put(Kind.ACK, Ports.of(lone));
        watch(watched, Transport.UDP, Kind.UDP, PortRange.PORTS);
        watched.put(Kind.UDP_REPLY, fromServices());
        watched.put(Kind.INIT, sctpIsOn ? EVERYWHERE : Ports.NONE);
        for (Kind kind : List.of(Kind.ECHO, Kind.TIMESTAMP, Kind.MASK)) watch(watched, Transport.PING, kind, NUMBERS);
        watch(watched, Transport.PROTOCOL, Kind.PROTOCOL, NUMBERS);
        watch(watched, Transport.NEIGHBOUR, Kind.WHO_HAS, 1);
        return watched;
    }

    /** Where a datagram counts that comes from the port of a service; to another service it is no answer. */
    private Ports fromServices() {
        BitSet ports = counted(Transport.UDP, Kind.UDP_REPLY, PortRange.PORTS);
        BitSet others = counted(Transport.UDP, Kind.UDP, PortRange.PORTS);
        for (int port = 0; port < PortRange.PORTS; port++)
            if (UdpServices.isOne(port)) ports.set(port, others.get(port));
        return Ports.of(ports);
    }

    private void watch(Map<Kind, Ports> watched, Transport transport, Kind kind, int end) {
        watched.put(kind, Ports.of(counted(transport, kind, end)));
    }

    private BitSet counted(Transport transport, Kind kind, int end) {
        BitSet ports = new BitSet();
        ports.set(0, end);
        return touches.counted(transport, kind, ports);
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
            settle(packet, touch, count(packet, isServed, alarms), isServed);
            if ((modes & Modes.ALL) != 0) countNetwork(packet, alarms);
        } else {
            settle(packet, touch, notCounted(touch, isServed || isHeld, audience, conversation), isServed);
            if (conversation == Conversation.NONE) return;
            answers++;
            if (isHeld && packet.payloadLength() > 0) spoke(packet);
        }
    }

    private static Fate notCounted(Kind kind, boolean isServed, Audience audience, Conversation conversation) {
        if (audience != Audience.HOST) return Fate.GROUP;
        return switch (conversation) {
            case ANSWER -> Fate.ANSWER;
            case LATE -> Fate.LATE_ANSWER;
            case ONGOING -> Fate.CONVERSATION;
            case NONE -> {
                if (isAnswerByNature(kind)) yield Fate.BACKSCATTER;
                yield isServed ? Fate.SERVED : Fate.UNWATCHED;
            }
        };
    }

    private static boolean isAnswerByNature(Kind kind) {
        return kind == Kind.SYN_ACK || kind == Kind.RST || kind == Kind.UDP_REPLY || kind == Kind.INIT_ACK;
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

    private Fate count(Packet packet, boolean isServed, List<Alarm> alarms) {
        boolean isProbe = (contact.modes & Modes.ALL) != 0;
        if (isProbe) probes++;
        long high = packet.sourceHigh();
        long low = packet.sourceLow();
        long hash = Hash.of(high, low, seed); // one seed for all, so that a flood pays for one
        Suspect suspect = suspects.find(hash, high, low);
        boolean look = everyProbe;
        if (suspect == null) {
            int stranger = strangers.find(hash, high, low);
            if (stranger == Strangers.NOT_FOUND && !isWorthAnObject(packet, isProbe)) {
                if (isProbe || contact.tool != Tool.NONE) meet(hash, high, low, isProbe);
                return isProbe ? Fate.BELOW_THRESHOLD : Fate.SERVED;
            }
            boolean isProven = contact.kind == Kind.CONNECT || isFollowed(packet);
            if (!isProven && !newcomers.admits(high, low, now)) return isProbe ? Fate.BELOW_THRESHOLD : Fate.SERVED;
            if (stranger == Strangers.NOT_FOUND && isProbe) sources++;
            suspect = newSuspect(packet);
            if (stranger != Strangers.NOT_FOUND) look |= recall(suspect, stranger);
        }
        int before = alarms.size();
        boolean ignored = show(packet, isServed, suspect, look, alarms);
        if (!ignored && isFollowed(packet)) followed.measure(suspect);
        if (alarms.size() > before) return Fate.ALARMED;
        if (!isProbe) return Fate.SERVED;
        if (ignored) return Fate.IGNORED;
        return suspect.isTold() ? Fate.QUIET : Fate.BELOW_THRESHOLD;
    }

    /** Counts the touch, and shows the rules what could change their minds. @return whether they ignore the source */
    private boolean show(Packet packet, boolean isServed, Suspect suspect, boolean look, List<Alarm> alarms) {
        boolean isProbe = (contact.modes & Modes.ALL) != 0;
        if (rings.areOn()) enterInRing(suspect);
        lockstep.pass(suspect, contact);
        look |= suspect.count(contact);
        suspects.touched(suspect);
        if (suspect.trust == Suspect.Trust.IGNORED) {
            if (isProbe) ignoredProbes++;
            return true;
        }
        Sought target = targets.count(suspect, contact);
        if (!look && suspect.isTold()) repeated++;
        if (!look && target == null && !rules.namesProbe()) return false;
        if (suspect.trust == Suspect.Trust.NOT_ASKED && isIgnored(suspect)) {
            if (isProbe) ignoredProbes++;
            return true;
        }
        session.advanceTo(now);
        if (rules.namesProbe()) raise(session.tellOf(probe(packet, contact.kind, isServed)), alarms);
        if (look && (everyProbe || suspect.mayConcern(foretold))) look(suspect, alarms);
        if (target != null) look(target, alarms);
        return false;
    }

    /** Who is ignored stands in no ring, so the rules are asked before anything is counted. */
    private void enterInRing(Suspect suspect) {
        if (suspect.trust == Suspect.Trust.NOT_ASKED) isIgnored(suspect);
        if (suspect.trust == Suspect.Trust.COUNTED) rings.add(contact, suspect.high, suspect.low);
    }

    private boolean isFollowed(Packet packet) {
        return !followed.isEmpty() && followed.holds(packet.sourceHigh(), packet.sourceLow());
    }

    private void countNetwork(Packet packet, List<Alarm> alarms) {
        long high = packet.sourceHigh();
        if (!networks.isOne(high, packet.sourceLow()) || watched.isNear(high)) return;
        Neighbours network = networks.count(high, packet.sourceLow(), contact, everyProbe);
        if (network == null || network.isTrusted) return;
        for (Address one : network.participants())
            network.isTrusted |= session.ignoredBecause(one).isPresent();
        if (network.isTrusted) return;
        session.advanceTo(now);
        boolean told = false;
        for (Object answer : session.look(network))
            if (answer instanceof Alarm alarm) told |= raiseOf(network, alarm, alarms);
        if (told) session.letGo(network);
    }

    /** Whether the rules may have to be shown a source that touches for the first time. */
    private boolean isWorthAnObject(Packet packet, boolean isProbe) {
        return everyProbe && isProbe
                || isFollowed(packet)
                || rings.areOn() && isProbe
                || rules.namesProbe() && isProbe
                || firstTouch.mayMatter(contact.modes, contact.tool);
    }

    private void meet(long hash, long high, long low, boolean isProbe) {
        if (isProbe) sources++;
        strangers.add(hash, high, low, contact);
        lockstep.pass(high, low, contact);
    }

    /** Counts the touch by which a source was known before it became a suspect. */
    private boolean recall(Suspect suspect, int stranger) {
        strangers.take(stranger, earlier);
        return !isForgotten(earlier) && suspect.count(earlier);
    }

    private boolean isForgotten(Contact touch) {
        return touch.nanos < now - memory.forget().toNanos();
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
        String doubt = alarm.source().isNetwork() ? NO_HOST : suspect.doubt();
        Alarm believed = doubt.isEmpty() ? alarm : alarm.reportOnly(doubt);
        Alarm proven = believed.provenBy(
                now, suspect.proof(ruleNumbers.modes(alarm.rule()), ruleNumbers.seconds(alarm.rule())));
        Alarm told = ruleNumbers.isShadow(alarm.rule()) ? proven.asShadow() : proven;
        alarms.add(told);
        if (!followed.isEmpty()) followed.note(told, suspect);
        return true;
    }

    private boolean raiseOf(Neighbours network, Alarm alarm, List<Alarm> alarms) {
        if (!alarm.source().equals(network.getAddress()) || network.told(alarm.rule())) return false;
        network.tell(alarm.rule());
        Alarm proven =
                alarm.provenBy(now, network.proof(ruleNumbers.modes(alarm.rule()), ruleNumbers.seconds(alarm.rule())));
        alarms.add(ruleNumbers.isShadow(alarm.rule()) ? proven.asShadow() : proven);
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
        return new Census(
                probes,
                ignoredProbes,
                answers,
                sources,
                suspects.pushedOut() + strangers.pushedOut(),
                repeated,
                newcomers.turnedAway());
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
