package portcullis.decide;

import java.time.Duration;
import java.util.List;
import portcullis.fact.Evidence;

/**
 * How much blocking is allowed.
 *
 * @param spans the first, second ... block of a source that has proven itself; the last goes on
 * @param forgeableSpans the same for a source that anyone may have forged
 * @param floor the evidence below which nobody is blocked
 * @param forget a source that was not blocked for this long starts again at the first span
 * @param perMinute blocks a minute for forgeable evidence; as many again for better evidence
 * @param atOnce blocks in force at one time
 */
public record Limits(
        List<Duration> spans, List<Duration> forgeableSpans, Floor floor, Duration forget, int perMinute, int atOnce) {
    public Limits {
        spans = List.copyOf(spans);
        forgeableSpans = List.copyOf(forgeableSpans);
        if (spans.isEmpty() || forgeableSpans.isEmpty())
            throw new IllegalArgumentException("every block ends, so there is at least one span");
    }

    /** @param setting which of the settings asks for it */
    public record Floor(Evidence least, String setting) {}

    /** How long the block of a source lasts that was blocked so often before. */
    Duration span(Evidence evidence, int before) {
        List<Duration> all = evidence == Evidence.FORGEABLE ? forgeableSpans : spans;
        return all.get(Math.min(before, all.size() - 1));
    }
}
