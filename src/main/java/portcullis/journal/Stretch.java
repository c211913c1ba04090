package portcullis.journal;

/**
 * A part of the journal. Entries, notes and counts are told by their numbers, which rise as they are written whatever the clock does, so that stretches which
 * follow each other leave out nothing and repeat nothing.
 *
 * @param since nanoseconds since 1970, exclusive
 * @param until the same, inclusive
 * @param after the numbers of the last ones before it
 * @param upTo the numbers of its last ones
 */
public record Stretch(long since, long until, Numbers after, Numbers upTo) {
    /** All entries of this time. */
    public static Stretch between(long since, long until) {
        return new Stretch(since, until, Numbers.NONE, Numbers.ALL);
    }

    /** Whether entries are chosen by their time. */
    boolean isByTime() {
        return upTo.equals(Numbers.ALL);
    }
}
