package portcullis.journal;

/**
 * A part of the journal. Entries are told by their numbers, which rise as they are written whatever the clock does, so that stretches which
 * follow each other leave out nothing and repeat nothing.
 *
 * @param since nanoseconds since 1970, exclusive
 * @param until the same, inclusive
 * @param after the number of the last entry before it
 * @param upTo the number of its last entry
 */
public record Stretch(long since, long until, long after, long upTo) {
    /** All entries of this time. */
    public static Stretch between(long since, long until) {
        return new Stretch(since, until, 0, Long.MAX_VALUE);
    }

    /** Whether entries are chosen by their time. */
    boolean isByTime() {
        return upTo == Long.MAX_VALUE;
    }
}
