package portcullis.detect;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Every source that has probed and is remembered, by address. The table has a bound; when it is full, sources of one port go before
 * those that touched several, the longest silent first, so that a flood of forged senders does not push out the real scanner.
 */
final class Suspects {
    private static final int FIRST_SIZE = 1024;
    private static final int NOBODY = -1;

    private int bound;
    private final long seed;
    private final Consumer<Suspect> forgotten;
    private Suspect[] table;
    private int size;
    private Suspect[] bySlot;
    /** For each slot the one touched before it and after it; of free slots, the next that is free. */
    private int[] older;

    private int[] newer;
    private int free;
    private final Line strangers = new Line();
    private final Line acquaintances = new Line();
    private long pushedOut;
    /** When the latest probe came, and whether its source was added for it. */
    private long latest;

    private boolean isNew;

    /** @param forgotten is told of each source that leaves */
    Suspects(int bound, long seed, Consumer<Suspect> forgotten) {
        this.bound = bound;
        this.seed = seed;
        this.forgotten = forgotten;
        this.table = new Suspect[FIRST_SIZE];
        this.bySlot = new Suspect[0];
        this.older = new int[0];
        this.newer = new int[0];
        this.free = NOBODY;
    }

    /** The suspect, or null where it is unknown: the one place on the hot path where an Optional would cost an object. */
    Suspect find(long high, long low) {
        return find(Hash.of(high, low, seed), high, low);
    }

    /** @param hash of the address with the seed, for who has it already */
    Suspect find(long hash, long high, long low) {
        int mask = table.length - 1;
        for (int at = (int) hash & mask; table[at] != null; at = at + 1 & mask) {
            if (table[at].low == low && table[at].high == high) return table[at];
        }
        return null;
    }

    void add(Suspect suspect) {
        if (size >= bound) pushOut();
        if (size * 2 >= table.length) grow();
        put(suspect);
        size++;
        if (free == NOBODY) addSlots();
        suspect.slot = free;
        free = older[suspect.slot];
        bySlot[suspect.slot] = suspect;
        isNew = true;
    }

    private void addSlots() {
        int before = bySlot.length;
        int after = Math.max(FIRST_SIZE / 2, 2 * before);
        bySlot = Arrays.copyOf(bySlot, after);
        older = Arrays.copyOf(older, after);
        newer = Arrays.copyOf(newer, after);
        for (int slot = after - 1; slot >= before; slot--) {
            older[slot] = free;
            free = slot;
        }
    }

    /** Goes on under other rules, with another bound. */
    void obey(int bound, Consumer<Suspect> rules) {
        this.bound = bound;
        for (Suspect suspect : table) if (suspect != null) rules.accept(suspect);
        while (size > bound) pushOut();
    }

    /**
     * It has just probed, for the first time or again. Its place among the others is left as it is, since to move it would mean to fetch
     * its neighbours: who stands first when one has to go is asked whether he has probed since, and if so goes to the end (second
     * chance, Corbató 1968).
     */
    void touched(Suspect suspect) {
        latest = suspect.now;
        boolean knownNow = suspect.known || suspect.doors() > 1;
        if (isNew) {
            isNew = false;
            suspect.known = knownNow;
        } else {
            if (suspect.known == knownNow) return;
            strangers.remove(suspect);
            suspect.known = true;
        }
        line(suspect).append(suspect);
    }

    private Line line(Suspect suspect) {
        return suspect.known ? acquaintances : strangers;
    }

    /** Forgets who has been silent since before that time. */
    void forgetSilentSince(long nanos) {
        forgetSilentSince(nanos, strangers);
        forgetSilentSince(nanos, acquaintances);
    }

    private void forgetSilentSince(long nanos, Line line) {
        while (line.size > 0 && line.oldest().linked < nanos) {
            if (line.oldest().now < nanos) forget(line.oldest());
            else line.secondChance();
        }
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
        Line line = strangers.size == 0 || crowded ? acquaintances : strangers;
        while (line.oldest().now > line.oldest().linked) line.secondChance();
        forget(line.oldest());
    }

    private void forget(Suspect suspect) {
        line(suspect).remove(suspect);
        bySlot[suspect.slot] = null;
        older[suspect.slot] = free;
        free = suspect.slot;
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

    /** Sources in the order in which they were put there. By numbers, so that no source beside one is fetched. */
    private final class Line {
        private int oldest = NOBODY;
        private int newest = NOBODY;
        private int size;

        Suspect oldest() {
            return bySlot[oldest];
        }

        void secondChance() {
            Suspect suspect = oldest();
            remove(suspect);
            append(suspect);
        }

        void append(Suspect suspect) {
            int slot = suspect.slot;
            suspect.linked = latest;
            size++;
            older[slot] = newest;
            newer[slot] = NOBODY;
            if (newest == NOBODY) oldest = slot;
            else newer[newest] = slot;
            newest = slot;
        }

        void remove(Suspect suspect) {
            size--;
            int before = older[suspect.slot];
            int after = newer[suspect.slot];
            if (before == NOBODY) oldest = after;
            else newer[before] = after;
            if (after == NOBODY) newest = before;
            else older[after] = before;
        }
    }
}
