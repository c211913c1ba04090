package portcullis.detect;

import java.util.function.Consumer;

/**
 * Every source that has probed and is remembered, by address. The table has a bound; when it is full, sources of one port go before
 * those that touched several, the longest silent first, so that a flood of forged senders does not push out the real scanner.
 */
final class Suspects {
    private int bound;
    private final long seed;
    private final Consumer<Suspect> forgotten;
    private Suspect[] table;
    private int size;
    private final Line strangers = new Line();
    private final Line acquaintances = new Line();
    private long pushedOut;

    /** @param forgotten is told of each source that leaves */
    Suspects(int bound, long seed, Consumer<Suspect> forgotten) {
        this.bound = bound;
        this.seed = seed;
        this.forgotten = forgotten;
        this.table = new Suspect[1024];
    }

    /** The suspect, or null where it is unknown: the one place on the hot path where an Optional would cost an object. */
    Suspect find(long high, long low) {
        int mask = table.length - 1;
        for (int at = place(high, low, mask); table[at] != null; at = at + 1 & mask) {
            if (table[at].low == low && table[at].high == high) return table[at];
        }
        return null;
    }

    void add(Suspect suspect) {
        if (size >= bound) pushOut();
        if (size * 2 >= table.length) grow();
        put(suspect);
        size++;
        strangers.append(suspect);
    }

    /** Goes on under other rules, with another bound. */
    void obey(int bound, Consumer<Suspect> rules) {
        this.bound = bound;
        for (Suspect suspect : table) if (suspect != null) rules.accept(suspect);
        while (size > bound) pushOut();
    }

    /** It has just probed again. */
    void touched(Suspect suspect) {
        (suspect.known ? acquaintances : strangers).remove(suspect);
        suspect.known |= suspect.trail.size() > 1;
        (suspect.known ? acquaintances : strangers).append(suspect);
    }

    /** Forgets who has been silent since before that time. */
    void forgetSilentSince(long nanos) {
        while (strangers.oldest != null && strangers.oldest.now < nanos) forget(strangers.oldest);
        while (acquaintances.oldest != null && acquaintances.oldest.now < nanos) forget(acquaintances.oldest);
    }

    int size() {
        return size;
    }

    /** How many were forgotten for want of room. */
    long pushedOut() {
        return pushedOut;
    }

    private void pushOut() {
        pushedOut++;
        boolean crowded =
                acquaintances.size > bound - bound / 4; // else forged acquaintances would leave no room to newcomers
        forget(strangers.oldest == null || crowded ? acquaintances.oldest : strangers.oldest);
    }

    private void forget(Suspect suspect) {
        (suspect.known ? acquaintances : strangers).remove(suspect);
        takeOut(suspect);
        size--;
        forgotten.accept(suspect);
    }

    private int place(long high, long low, int mask) {
        return (int) Hash.of(high, low, seed) & mask;
    }

    private void put(Suspect suspect) {
        int mask = table.length - 1;
        int at = place(suspect.high, suspect.low, mask);
        while (table[at] != null) at = at + 1 & mask;
        table[at] = suspect;
    }

    /** Linear probing without tombstones: what follows the hole moves up if it may (Knuth, 6.4, algorithm R). */
    private void takeOut(Suspect suspect) {
        int mask = table.length - 1;
        int hole = place(suspect.high, suspect.low, mask);
        while (table[hole] != suspect) hole = hole + 1 & mask;
        table[hole] = null;
        for (int at = hole + 1 & mask; table[at] != null; at = at + 1 & mask) {
            int home = place(table[at].high, table[at].low, mask);
            if ((at - home & mask) < (at - hole & mask)) continue;
            table[hole] = table[at];
            table[at] = null;
            hole = at;
        }
    }

    private void grow() {
        Suspect[] before = table;
        table = new Suspect[before.length * 2];
        for (Suspect suspect : before) if (suspect != null) put(suspect);
    }

    /** Sources in the order of their latest probe. */
    private static final class Line {
        private Suspect oldest;
        private Suspect newest;
        private int size;

        void append(Suspect suspect) {
            size++;
            suspect.older = newest;
            suspect.newer = null;
            if (newest == null) oldest = suspect;
            else newest.newer = suspect;
            newest = suspect;
        }

        void remove(Suspect suspect) {
            size--;
            if (suspect.older == null) oldest = suspect.newer;
            else suspect.older.newer = suspect.newer;
            if (suspect.newer == null) newest = suspect.older;
            else suspect.newer.older = suspect.older;
        }
    }
}
