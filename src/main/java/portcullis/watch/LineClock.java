package portcullis.watch;

/**
 * The time of the line on a live host: the wall clock at the start, carried on by the monotonic clock, so that nobody who sets the
 * clock freezes windows or ends blocks.
 */
final class LineClock {
    private final long begin;
    private final long mark = System.nanoTime();

    LineClock() {
        java.time.Instant now = java.time.Instant.now();
        begin = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Nanoseconds since 1970; never less than before. */
    long now() {
        return begin + System.nanoTime() - mark;
    }
}
