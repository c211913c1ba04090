package portcullis.detect;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the logs of other programs have said of one source lately. Bounded; the oldest goes. */
final class Heard {
    private static final int KEPT = 64;
    private static final long SECOND = 1_000_000_000L;

    private final Deque<Long> failures = new ArrayDeque<>();
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private Told told;
    private long now;

    private record Alert(long at, int priority) {}

    Heard(RuleNumbers rules, long quiet) {
        told = new Told(rules, quiet);
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
        add(failures, now);
    }

    void alert(int priority) {
        add(alerts, new Alert(now, priority));
    }

    private static <T> void add(Deque<T> kept, T one) {
        if (kept.size() == KEPT) kept.removeFirst();
        kept.addLast(one);
    }

    int failures(int seconds) {
        return (int)
                failures.stream().filter(at -> at >= now - seconds * SECOND).count();
    }

    int alerts(int priority, int seconds) {
        return (int) alerts.stream()
                .filter(alert -> alert.priority <= priority && alert.at >= now - seconds * SECOND)
                .count();
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
