package portcullis.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of the line on a live host: the wall clock at the start, carried on by the monotonic clock, so that nobody who sets the
 * clock freezes windows or ends blocks.
 */
final class LineClock {
    private final LongSupplier monotonic;
    private final long begin;
    private final long mark;

    LineClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    LineClock(InstantSource wall, LongSupplier monotonic) {
        Instant now = wall.instant();
        this.monotonic = monotonic;
        this.begin = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        this.mark = monotonic.getAsLong();
    }

    /** Nanoseconds since 1970; never less than before. */
    long now() {
        return begin + monotonic.getAsLong() - mark;
    }
}
