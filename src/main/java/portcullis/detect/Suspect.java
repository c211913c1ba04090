package portcullis.detect;

import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Source;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** A source as the detector keeps it: its tallies, its trail, and which rules have told of it. Owned by the pipeline's thread. */
final class Suspect extends Shown implements Source {
    /** What the rules said when they were asked about it. */
    enum Trust {
        NOT_ASKED,
        COUNTED,
        IGNORED
    }

    private static final long NEVER = Long.MIN_VALUE;

    final long high;
    final long low;
    private long quiet;

    Trust trust = Trust.NOT_ASKED;
    Evidence evidence = Evidence.FORGEABLE;
    /** Its number among the suspects, and when it was put where it stands. */
    int slot;

    long linked;

    boolean known;
    private String doubt = "";
    private long doubtUntil = NEVER;

    Suspect(long high, long low, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        super(panel, rules, quiet);
        this.high = high;
        this.low = low;
        this.quiet = quiet;
    }

    /** They are asked anew whether they ignore it. */
    @Override
    void obey(Heirs heirs, RuleNumbers rules, long quiet) {
        super.obey(heirs, rules, quiet);
        trust = Trust.NOT_ASKED;
        this.quiet = quiet;
    }

    /** Counts one touch. @return whether the rules should look at this source again */
    @Override
    boolean count(Contact contact) {
        now = contact.nanos;
        boolean isProbe = (contact.modes & Modes.ALL) != 0 || contact.tool != Tool.NONE;
        if (isProbe) Trail.add(cells, contact);
        else if (doors() == 0) Trail.note(cells, contact); // a plain SYN to a served port is no proof
        if (contact.kind == Kind.CONNECT && evidence == Evidence.FORGEABLE) evidence = Evidence.HANDSHAKE;
        boolean crossed = super.count(contact);
        boolean rearmed = rearm(contact.modes, doors());
        return crossed || rearmed;
    }

    /** Takes back a touch that was of an open door after all. */
    @Override
    void retract(Contact contact) {
        if (Trail.remove(cells, contact.port)) super.retract(contact);
    }

    /** Another source keeps step with it; the next count tells whether that has crossed a line. */
    void noteCompanion(int gauge, Suspect other, long nanos) {
        note(gauge, Hash.of(other.high, other.low, 0), nanos);
    }

    /** A rule does not believe that it sent what came in its name. */
    void doubt(String because) {
        doubt = because;
        doubtUntil = now + quiet;
    }

    /** Why nobody may be blocked for its alarms now; empty where nothing speaks against it. */
    String doubt() {
        return evidence == Evidence.FORGEABLE && now <= doubtUntil ? doubt : "";
    }

    /** Whether some rule may have something to say about it as it stands; where the session holds it already, it must be told anyway. */
    boolean mayConcern(Foretold rules) {
        return handle() != null || rules.mayFire(this, now);
    }

    void tellAgainAfter(String ruleId, long pause) {
        tellAgainAfter(ruleId, pause, doors());
    }

    /** How many doors it has touched, of those that are remembered. */
    int doors() {
        return Trail.size(cells);
    }

    int firstPort() {
        return Trail.port(cells, 0);
    }

    /** Whether some port but this one was touched by both at about the same time. */
    boolean keepsStepWith(Suspect other, int exceptPort, long within) {
        return Trail.keepStep(cells, other.cells, exceptPort, within);
    }

    Alarm.Proof proof(int ruleModes, int seconds) {
        return Trail.proof(cells, ruleModes, seconds, now, evidence);
    }

    @Override
    public Address getAddress() {
        return new Address(high, low);
    }

    /** What a measure is at its latest probe. */
    int value(Measure measure) {
        int[] among = measure.among().stream().mapToInt(Integer::intValue).toArray();
        return value(now, measure.kind(), measure.modes(), measure.tool(), measure.seconds(), among);
    }

    @Override
    public int hits(Mode mode, int seconds) {
        return value(Measure.Kind.HITS, Modes.bit(mode), seconds);
    }

    @Override
    public int hits(Transport transport, int seconds) {
        return value(Measure.Kind.HITS, Modes.of(transport), seconds);
    }

    @Override
    public int hits(int seconds) {
        return value(Measure.Kind.HITS, Modes.ALL, seconds);
    }

    @Override
    public int ports(Mode mode, int seconds) {
        return value(Measure.Kind.PORTS, Modes.bit(mode), seconds);
    }

    @Override
    public int ports(Transport transport, int seconds) {
        return value(Measure.Kind.PORTS, Modes.of(transport), seconds);
    }

    @Override
    public int ports(int seconds) {
        return value(Measure.Kind.PORTS, Modes.ALL, seconds);
    }

    @Override
    public int portsAmong(Mode mode, int seconds, int... ports) {
        return value(Measure.Kind.PORTS_AMONG, Modes.bit(mode), seconds, ports);
    }

    @Override
    public int portsAmong(Transport transport, int seconds, int... ports) {
        return value(Measure.Kind.PORTS_AMONG, Modes.of(transport), seconds, ports);
    }

    @Override
    public int portsAmong(int seconds, int... ports) {
        return value(Measure.Kind.PORTS_AMONG, Modes.ALL, seconds, ports);
    }

    @Override
    public int hosts(Mode mode, int seconds) {
        return value(Measure.Kind.HOSTS, Modes.bit(mode), seconds);
    }

    @Override
    public int hosts(Transport transport, int seconds) {
        return value(Measure.Kind.HOSTS, Modes.of(transport), seconds);
    }

    @Override
    public int hosts(int seconds) {
        return value(Measure.Kind.HOSTS, Modes.ALL, seconds);
    }

    @Override
    public int kinds(Mode mode, int seconds) {
        return value(Measure.Kind.KINDS, Modes.bit(mode), seconds);
    }

    @Override
    public int kinds(Transport transport, int seconds) {
        return value(Measure.Kind.KINDS, Modes.of(transport), seconds);
    }

    @Override
    public int kinds(int seconds) {
        return value(Measure.Kind.KINDS, Modes.ALL, seconds);
    }

    @Override
    public int sourcePorts(Mode mode, int seconds) {
        return value(Measure.Kind.SOURCE_PORTS, Modes.bit(mode), seconds);
    }

    @Override
    public int sourcePorts(Transport transport, int seconds) {
        return value(Measure.Kind.SOURCE_PORTS, Modes.of(transport), seconds);
    }

    @Override
    public int sourcePorts(int seconds) {
        return value(Measure.Kind.SOURCE_PORTS, Modes.ALL, seconds);
    }

    @Override
    public int servicePorts(Mode mode, int seconds) {
        return value(Measure.Kind.SERVICE_PORTS, Modes.bit(mode), seconds);
    }

    @Override
    public int servicePorts(Transport transport, int seconds) {
        return value(Measure.Kind.SERVICE_PORTS, Modes.of(transport), seconds);
    }

    @Override
    public int servicePorts(int seconds) {
        return value(Measure.Kind.SERVICE_PORTS, Modes.ALL, seconds);
    }

    @Override
    public int score(Mode mode, int seconds) {
        return value(Measure.Kind.SCORE, Modes.bit(mode), seconds);
    }

    @Override
    public int score(Transport transport, int seconds) {
        return value(Measure.Kind.SCORE, Modes.of(transport), seconds);
    }

    @Override
    public int score(int seconds) {
        return value(Measure.Kind.SCORE, Modes.ALL, seconds);
    }

    @Override
    public int tools(Tool tool, int seconds) {
        return value(now, Measure.Kind.TOOLS, Modes.TCP_DOORS, tool, seconds, Names.ALL_PORTS);
    }

    @Override
    public int walk() {
        return value(Measure.Kind.WALK, Modes.TCP_DOORS, 0);
    }

    @Override
    public int contacts(Mode mode) {
        return value(Measure.Kind.CONTACTS, Modes.bit(mode), 0);
    }

    @Override
    public int companions(int seconds) {
        return value(Measure.Kind.COMPANIONS, 0, seconds);
    }
}
