package portcullis.detect;

/**
 * What the logs of other programs have said of one source lately. Bounded; the oldest goes, and none for one that is less grave: whoever
 * causes slight alerts must not hide the others.
 */
final class Heard {
    /** Those of this priority and of any that is less grave are one class. */
    private static final int LEAST_GRAVE = 4;

    private static final long SECOND = 1_000_000_000L;

    private final Moments failures = new Moments();
    private final Moments[] alerts = new Moments[LEAST_GRAVE];
    private Told told;
    private long now;

    Heard(RuleNumbers rules, long quiet) {
        told = new Told(rules, quiet);
        for (int i = 0; i < LEAST_GRAVE; i++) alerts[i] = new Moments();
    }

    /** Goes on under other rules. */
    void obey(RuleNumbers rules, long quiet) {
        told = new Told(rules, quiet, told);
    }

    /** Something is said of it now; rules whose quiet time is over may speak again. */
    void hear(long nanos) {
        now = nanos;
        told.rearm(~0, nanos); // here only rules tell that hear
    }

    void fail() {
        failures.add(now);
    }

    void alert(int priority) {
        alerts[Math.max(1, Math.min(priority, LEAST_GRAVE)) - 1].add(now);
    }

    int failures(int seconds) {
        return failures.since(now - seconds * SECOND);
    }

    int alerts(int priority, int seconds) {
        int number = 0;
        for (int i = 0; i < Math.min(priority, LEAST_GRAVE); i++) number += alerts[i].since(now - seconds * SECOND);
        return number;
    }

    boolean told(String rule) {
        return told.has(rule);
    }

    void tell(String rule) {
        told.tell(rule, now);
    }

    /** Nothing could be done about this alarm for now: the rule may tell of it again after this pause. */
    void tellAgainAfter(String rule, long pause) {
        told.tellAgainAfter(rule, pause, 0, now);
    }

    /** A block has ended: every rule may speak again. */
    void forgetTold() {
        told.forget(now);
    }
}
