package portcullis.detect;

/**
 * Lets so many new sources a second become suspects. Of the others it keeps a print with a count, in a table of fixed size: a lone packet
 * proves nothing about its sender, so the forged ones of a flood need not be facts each, while who comes again is let in. Where too many
 * come again as well, more often is asked for, up to {@value #MOST_NEEDED} times, and who comes so often is let in however many there
 * are: a forger has to share his packets among his names, a scanner does not.
 */
final class Newcomers {
    private static final int PRINTS = 1 << 20; // 8 MiB, made when the first is turned away
    private static final int WAYS = 8; // one line of the cache
    private static final int TIME_BITS = 14;
    private static final int COUNT_BITS = 6;
    private static final long TIMES = (1L << TIME_BITS) - 1;
    private static final long COUNTS = (1L << COUNT_BITS) - 1;
    private static final int REMEMBERED = 60; // seconds
    private static final int LEAST_NEEDED = 2;
    private static final int MOST_NEEDED = 32;
    private static final long SECOND = 1_000_000_000L;

    private int most;
    private final long seed;
    /** Each holds 44 bits of a hash, how often it came, and in which second last. */
    private long[] prints = {};

    private long second = Long.MIN_VALUE;
    private int first;
    private int again;
    private int needed = LEAST_NEEDED;
    private long turnedAway;

    /** @param most of each kind in a second: those that are new, and those that came again */
    Newcomers(int most, long seed) {
        this.most = most;
        this.seed = seed;
    }

    /** Another bound from here on. */
    void obey(int most) {
        this.most = most;
    }

    /** Whether this source, which is no suspect yet, becomes one. */
    boolean admits(long high, long low, long nanos) {
        if (nanos >= second + SECOND || second == Long.MIN_VALUE) begin(nanos);
        if (first < most) {
            first++;
            return true;
        }
        if (comesAgain(Hash.of(high, low, seed), nanos / SECOND & TIMES)) {
            again++;
            return true;
        }
        turnedAway++;
        return false;
    }

    private void begin(long nanos) {
        if (again >= most) needed = Math.min(MOST_NEEDED, needed * 2);
        else if (again < most / 4) needed = Math.max(LEAST_NEEDED, needed / 2);
        second = nanos;
        first = 0;
        again = 0;
    }

    private boolean comesAgain(long hash, long time) {
        if (prints.length == 0) prints = new long[PRINTS];
        int bucket = (int) hash & PRINTS - WAYS;
        long print = hash >>> TIME_BITS + COUNT_BITS;
        int place = place(bucket, print, time);
        long before = prints[place];
        boolean isKnown = before >>> TIME_BITS + COUNT_BITS == print && age(before, time) <= REMEMBERED;
        long count = isKnown ? Math.min(COUNTS, (before >>> TIME_BITS & COUNTS) + 1) : 1;
        boolean comes = count >= MOST_NEEDED || count >= needed && again < most; // the last is nobody's to crowd out
        prints[place] = comes ? 0 : (print << COUNT_BITS | count) << TIME_BITS | time;
        return comes;
    }

    /** Where it stands, or else the place of the one that is longest silent. */
    private int place(int bucket, long print, long time) {
        int oldest = bucket;
        for (int at = bucket; at < bucket + WAYS; at++) {
            if (prints[at] >>> TIME_BITS + COUNT_BITS == print) return at;
            if (prints[at] == 0) oldest = at;
            else if (prints[oldest] != 0 && age(prints[at], time) > age(prints[oldest], time)) oldest = at;
        }
        return oldest;
    }

    private static long age(long print, long time) {
        return time - print & TIMES;
    }

    /** Probes whose source was only counted, so far. */
    long turnedAway() {
        return turnedAway;
    }
}
