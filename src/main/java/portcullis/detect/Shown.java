package portcullis.detect;

import org.kie.api.runtime.rule.FactHandle;
import portcullis.detect.rules.Measure;
import portcullis.fact.Tool;

/**
 * What the session is shown when a measure of it has crossed a line: its counts, and which rules have told of it. It is its own tally and
 * does not have one, for each object more is one more place of memory to fetch for a probe.
 */
abstract class Shown extends Tally {
    private Told told;
    private FactHandle handle;
    /** A copy, as most probes ask for nothing else of it. */
    private long toldDue;

    /** Of its latest probe. */
    long now;

    Shown(Gauge.Panel panel, RuleNumbers rules, long quiet) {
        super(panel);
        this.told = new Told(rules, quiet);
        this.toldDue = told.due();
    }

    /** Goes on under other rules: the session that held it is gone. */
    void obey(Heirs heirs, RuleNumbers rules, long quiet) {
        inherit(heirs);
        told = new Told(rules, quiet, told);
        toldDue = told.due();
        handle = null;
    }

    /** The session's hold on it; null while it is not in the session, as Drools has it. */
    FactHandle handle() {
        return handle;
    }

    void heldBy(FactHandle handle) {
        this.handle = handle;
    }

    /** Whether this rule has told of it, and is silent now. */
    public boolean told(String ruleId) {
        return told.has(ruleId);
    }

    /** Whether some rule has told of it, and is silent now. */
    boolean isTold() {
        return toldDue != Long.MAX_VALUE;
    }

    /** This rule has alarmed now, and is silent about it for the quiet time. */
    void tell(String ruleId) {
        told.tell(ruleId, now);
        toldDue = told.due();
    }

    /** A block has ended: every rule may speak again at the next probe. */
    void forgetTold() {
        told.forget(now);
        toldDue = told.due();
    }

    /** Nothing could be done about this alarm for now: the rule may tell of it again after this pause. @param ports touched so far */
    void tellAgainAfter(String ruleId, long pause, int ports) {
        told.tellAgainAfter(ruleId, pause, ports, now);
        toldDue = told.due();
    }

    /**
     * Lets rules speak again whose quiet time has passed, or for which more is proven now.
     *
     * @param modes of the probe that has just been counted
     * @param ports touched so far
     * @return whether one may
     */
    boolean rearm(int modes, int ports) {
        if (now < toldDue) return false;
        told.provenFurther(ports, now);
        boolean rearmed = told.rearm(modes, now);
        toldDue = told.due();
        return rearmed;
    }

    int value(Measure.Kind kind, int modes, int seconds) {
        return value(kind, modes, seconds, Names.ALL_PORTS);
    }

    int value(Measure.Kind kind, int modes, int seconds, int... among) {
        return value(now, kind, modes, Tool.NONE, seconds, among);
    }
}
