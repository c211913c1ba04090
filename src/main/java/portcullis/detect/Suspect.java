package portcullis.detect;

import org.kie.api.runtime.rule.FactHandle;
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
final class Suspect implements Shown, Source {
    /** What the rules said when they were asked about it. */
    enum Trust {
        NOT_ASKED,
        COUNTED,
        IGNORED
    }

    private static final long NEVER = Long.MIN_VALUE;

    final long high;
    final long low;
    final Trail trail = new Trail();
    private Tally tally;
    private Told told;
    private FactHandle handle;
    private long quiet;

    Trust trust = Trust.NOT_ASKED;
    long now;
    Evidence evidence = Evidence.FORGEABLE;
    /** Neighbours in the order of their latest probe. */
    Suspect older;

    Suspect newer;
    boolean known;
    private String doubt = "";
    private long doubtUntil = NEVER;

    Suspect(long high, long low, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        this.high = high;
        this.low = low;
        this.tally = new Tally(panel);
        this.told = new Told(rules, quiet);
        this.quiet = quiet;
    }

    /** Goes on under other rules: they are asked anew whether they ignore it, and the session that held it is gone. */
    void obey(Heirs heirs, RuleNumbers rules, long quiet) {
        tally = new Tally(heirs, tally);
        told = new Told(rules, quiet, told);
        handle = null;
        trust = Trust.NOT_ASKED;
        this.quiet = quiet;
    }

    /** Counts one touch. @return whether the rules should look at this source again */
    boolean count(Contact contact) {
        now = contact.nanos;
        boolean isProbe = (contact.modes & Modes.ALL) != 0 || contact.tool != Tool.NONE;
        if (isProbe) trail.add(contact); // a plain SYN to a served port is no proof
        if (contact.kind == Kind.CONNECT && evidence == Evidence.FORGEABLE) evidence = Evidence.HANDSHAKE;
        boolean crossed = tally.count(contact);
        told.provenFurther(trail.size(), now);
        boolean rearmed = told.rearm(contact.modes, now);
        return crossed || rearmed;
    }

    /** Takes back a touch that was of an open door after all. */
    void retract(Contact contact) {
        if (trail.remove(contact.port)) tally.retract(contact);
    }

    /** Another source keeps step with it; the next count tells whether that has crossed a line. */
    void noteCompanion(int gauge, Suspect other, long nanos) {
        tally.note(gauge, Hash.of(other.high, other.low, 0), nanos);
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
        return handle != null || rules.mayFire(tally, now);
    }

    /** This rule has alarmed now, and is silent about this source for the quiet time. */
    void tell(String ruleId) {
        told.tell(ruleId, now);
    }

    /** Nothing could be done about this alarm for now: the rule may tell of it again after this pause. */
    void tellAgainAfter(String ruleId, long pause) {
        told.tellAgainAfter(ruleId, pause, trail.size(), now);
    }

    /** A block has ended: every rule may speak again at its next probe. */
    void forgetTold() {
        told.forget(now);
    }

    Alarm.Proof proof(int ruleModes, int seconds) {
        return trail.proof(ruleModes, seconds, now, evidence);
    }

    @Override
    public FactHandle handle() {
        return handle;
    }

    @Override
    public void heldBy(FactHandle handle) {
        this.handle = handle;
    }

    @Override
    public Address getAddress() {
        return new Address(high, low);
    }

    /** Whether some rule has told of it and is silent now. */
    boolean isToldOf() {
        return told.isSilent();
    }

    @Override
    public boolean told(String ruleId) {
        return told.has(ruleId);
    }

    /** What a measure is at its latest probe. */
    int value(Measure measure) {
        int[] among = measure.among().stream().mapToInt(Integer::intValue).toArray();
        return tally.value(now, measure.kind(), measure.modes(), measure.tool(), measure.seconds(), among);
    }

    /** Whether some rule has told of it, and is silent now for that reason. */
    boolean isTold() {
        return told.isAny();
    }

    private int value(Measure.Kind kind, int modes, int seconds, int... among) {
        return tally.value(now, kind, modes, Tool.NONE, seconds, among);
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
        return tally.value(now, Measure.Kind.TOOLS, Modes.TCP_DOORS, tool, seconds);
    }

    @Override
    public int walk() {
        return value(Measure.Kind.WALK, Modes.TCP_DOORS, 0);
    }

    @Override
    public int companions(int seconds) {
        return value(Measure.Kind.COMPANIONS, 0, seconds);
    }
}
