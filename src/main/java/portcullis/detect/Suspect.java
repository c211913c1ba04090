package portcullis.detect;

import java.util.Arrays;
import org.kie.api.runtime.rule.FactHandle;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Source;
import portcullis.fact.Transport;

/** A source as the detector keeps it: its tallies, its trail, and which rules have told of it. Owned by the pipeline's thread. */
final class Suspect implements Source {
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
    private final Tally tally;
    private final RuleNumbers rules;
    private static final int NO_RULE = -1;

    private final long quiet;
    private long[] toldAt = {};
    private long rearmAt = Long.MAX_VALUE;
    private int sparedRule = NO_RULE;

    Trust trust = Trust.NOT_ASKED;
    FactHandle handle;
    long now;
    int lastModes;
    Kind lastKind = Kind.ODD;
    long lastTargetHigh;
    long lastTargetLow;
    Evidence evidence = Evidence.FORGEABLE;
    /** Neighbours in the order of their latest probe. */
    Suspect older;

    Suspect newer;
    boolean known;

    Suspect(long high, long low, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        this.high = high;
        this.low = low;
        this.tally = new Tally(panel);
        this.rules = rules;
        this.quiet = quiet;
    }

    /** Counts one probe. @return whether the rules should look at this source again */
    boolean count(int modes, Kind kind, Transport transport, int port, long targetHigh, long targetLow, long nanos) {
        now = nanos;
        lastModes = modes;
        lastKind = kind;
        lastTargetHigh = targetHigh;
        lastTargetLow = targetLow;
        if (kind == Kind.CONNECT && evidence == Evidence.FORGEABLE) evidence = Evidence.HANDSHAKE;
        trail.add(port, modes, nanos);
        boolean crossed =
                tally.count(modes, transport.ordinal() << 16 | port, Hash.of(targetHigh, targetLow, 0), nanos);
        if (sparedRule != NO_RULE && trail.size() > 1) tellAtOnce();
        boolean rearmed = nanos >= rearmAt && rearm(modes, nanos);
        return crossed || rearmed;
    }

    /** This rule has alarmed now, and is silent about this source for the quiet time. */
    void tell(String ruleId) {
        int number = rules.of(ruleId);
        if (number >= toldAt.length) {
            int before = toldAt.length;
            toldAt = Arrays.copyOf(toldAt, number + 1);
            Arrays.fill(toldAt, before, toldAt.length, NEVER);
        }
        toldAt[number] = now;
        rearmAt = Math.min(rearmAt, now + quiet);
    }

    /** Nothing could be done about this alarm for now: the rule may tell of it again after this pause. */
    void tellAgainAfter(String ruleId, long pause) {
        int number = rules.of(ruleId);
        if (number >= toldAt.length || toldAt[number] == NEVER) return;
        toldAt[number] = now + Math.min(pause, quiet) - quiet;
        rearmAt = Math.min(rearmAt, toldAt[number] + quiet);
        if (trail.size() == 1) sparedRule = number;
    }

    /** A second port proves more than the lone packet that a limit spared, so the judge is asked at once. */
    private void tellAtOnce() {
        toldAt[sparedRule] = now - quiet;
        rearmAt = now;
        sparedRule = NO_RULE;
    }

    /** A block has ended: every rule may speak again at its next probe. */
    void forgetTold() {
        for (int rule = 0; rule < toldAt.length; rule++) if (toldAt[rule] != NEVER) toldAt[rule] = now - quiet;
        rearmAt = now;
    }

    /** Lets rules speak again whose quiet time has passed, and whose measures this probe moves: a datagram renews no TCP alarm. */
    private boolean rearm(int modes, long nanos) {
        boolean rearmed = false;
        rearmAt = Long.MAX_VALUE;
        for (int rule = 0; rule < toldAt.length; rule++) {
            if (toldAt[rule] == NEVER) continue;
            if (nanos >= toldAt[rule] + quiet && (rules.modes(rule) & modes) != 0) {
                toldAt[rule] = NEVER;
                rearmed = true;
            } else {
                rearmAt = Math.min(rearmAt, toldAt[rule] + quiet);
            }
        }
        return rearmed;
    }

    Alarm.Proof proof(int ruleModes, int seconds) {
        int modes = (ruleModes & lastModes) != 0 ? ruleModes & lastModes : lastModes;
        Mode mode = Mode.values()[Integer.numberOfTrailingZeros(modes)];
        long since = seconds == 0 ? Long.MIN_VALUE : now - seconds * 1_000_000_000L;
        return new Alarm.Proof(
                mode, lastKind, new Address(lastTargetHigh, lastTargetLow), trail.since(ruleModes, since), evidence);
    }

    @Override
    public Address getAddress() {
        return new Address(high, low);
    }

    @Override
    public boolean told(String ruleId) {
        int number = rules.of(ruleId);
        return number < toldAt.length && toldAt[number] != NEVER;
    }

    private int value(Measure.Kind kind, int modes, int seconds, int... among) {
        return tally.value(tally.indexOf(kind, modes, seconds, among), now);
    }

    private static int bit(Mode mode) {
        return 1 << mode.ordinal();
    }

    @Override
    public int hits(Mode mode, int seconds) {
        return value(Measure.Kind.HITS, bit(mode), seconds);
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
        return value(Measure.Kind.PORTS, bit(mode), seconds);
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
        return value(Measure.Kind.PORTS_AMONG, bit(mode), seconds, ports);
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
        return value(Measure.Kind.HOSTS, bit(mode), seconds);
    }

    @Override
    public int hosts(Transport transport, int seconds) {
        return value(Measure.Kind.HOSTS, Modes.of(transport), seconds);
    }

    @Override
    public int hosts(int seconds) {
        return value(Measure.Kind.HOSTS, Modes.ALL, seconds);
    }
}
