package portcullis.decide;

import java.time.Duration;
import java.util.List;

/**
 * How much blocking is allowed.
 *
 * @param spans the first, second ... block of a source; the last goes on
 * @param forget a source that was not blocked for this long starts again at the first span
 * @param perMinute blocks a minute for forgeable evidence; as many again for better evidence
 * @param atOnce blocks in force at one time
 */
public record Limits(List<Duration> spans, Duration forget, int perMinute, int atOnce) {
    public Limits {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) throw new IllegalArgumentException("every block ends, so there is at least one span");
    }
}
