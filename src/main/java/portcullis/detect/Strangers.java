package portcullis.detect;

import java.util.Comparator;
import java.util.stream.IntStream;
import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Sources that touched once, and by that once could not complete any rule: most of what a flood of forged senders leaves. Each is a few
 * numbers in arrays of fixed size, not an object; with its second touch it becomes a suspect, and nothing of the first is lost. Eight
 * to a bucket, and in a full bucket the one silent for longest goes: the one that came first, since each came once.
 */
final class Strangers {
    static final int NOT_FOUND = -1;

    private static final int WAYS = 8;
    private static final int PLACE = WAYS - 1;
    private static final Kind[] KINDS = Kind.values();
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final Tool[] TOOLS = Tool.values();

    /** Where in a touch which word stands. */
    private static final int HIGH = 0;

    private static final int LOW = 1;
    private static final int TARGET_HIGH = 2;
    private static final int TARGET_LOW = 3;
    private static final int NANOS = 4;
    /** Port 16, source port 16, modes 16, kind 5, transport 3, tool 3 bits. */
    private static final int REST = 5;

    private static final int WORDS = 6;

    /**
     * Of each bucket the latest first: 29 bits of a hash, never 0, and the place of its touch in the bucket; of free places, last, only
     * that. In a flood nearly all are new, and that somebody is new shows here: half a line of the cache, of a table that fits into it.
     */
    private final int[] tags;
    /** The touches, of a source all words together. */
    private final long[] touches;

    private final int bucketMask;
    private final long seed;
    private long pushedOut;

    /** @param size how many are remembered; rounded up to a power of two */
    Strangers(int size, long seed) {
        int slots = Math.max(WAYS, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        this.tags = new int[slots];
        this.touches = new long[slots * WORDS];
        this.bucketMask = slots / WAYS - 1;
        this.seed = seed;
        for (int slot = 0; slot < slots; slot++) tags[slot] = slot & PLACE;
    }

    /** The same sources in a table of this size. */
    Strangers resized(int size) {
        Strangers other = new Strangers(size, seed);
        if (other.slots() == slots()) return this;
        other.pushedOut = pushedOut;
        Contact contact = new Contact();
        IntStream.range(0, slots())
                .filter(at -> (tags[at] & ~PLACE) != 0)
                .map(at -> (at & ~PLACE) + (tags[at] & PLACE))
                .boxed()
                .sorted(Comparator.comparingLong(slot -> touches[slot * WORDS + NANOS]))
                .forEach(slot -> {
                    look(slot, contact);
                    other.add(touches[slot * WORDS + HIGH], touches[slot * WORDS + LOW], contact);
                });
        return other;
    }

    int find(long high, long low) {
        return find(Hash.of(high, low, seed), high, low);
    }

    /** @param hash of the address with the seed, for who has it already */
    int find(long hash, long high, long low) {
        int start = bucket(hash);
        int print = print(hash);
        for (int at = start; at < start + WAYS; at++) {
            if ((tags[at] & ~PLACE) != print) continue;
            int slot = start + (tags[at] & PLACE);
            if (touches[slot * WORDS + LOW] == low && touches[slot * WORDS + HIGH] == high) return slot;
        }
        return NOT_FOUND;
    }

    private int bucket(long hash) {
        return ((int) (hash >>> 20) & bucketMask) * WAYS;
    }

    private static int print(long hash) {
        int print = (int) (hash >>> 32) & ~PLACE;
        return print == 0 ? WAYS : print;
    }

    int add(long high, long low, Contact contact) {
        return add(Hash.of(high, low, seed), high, low, contact);
    }

    /**
     * Adds one that is not there.
     *
     * @param contact no earlier than that of those who were added before
     * @return its slot
     */
    int add(long hash, long high, long low, Contact contact) {
        int start = bucket(hash);
        int last = start + WAYS - 1;
        int place = tags[last] & PLACE;
        if (tags[last] != place) pushedOut++;
        for (int at = last; at > start; at--) tags[at] = tags[at - 1];
        tags[start] = print(hash) | place;
        put((start + place) * WORDS, high, low, contact);
        return start + place;
    }

    private void put(int at, long high, long low, Contact contact) {
        touches[at + HIGH] = high;
        touches[at + LOW] = low;
        touches[at + TARGET_HIGH] = contact.targetHigh;
        touches[at + TARGET_LOW] = contact.targetLow;
        touches[at + NANOS] = contact.nanos;
        touches[at + REST] = (long) contact.port << 48
                | (long) contact.sourcePort << 32
                | (long) contact.modes << 16
                | contact.kind.ordinal() << 6
                | contact.transport.ordinal() << 3
                | contact.tool.ordinal();
    }

    /** How many slots there are. */
    int slots() {
        return tags.length;
    }

    /** Takes one out, and fills {@code into} with its touch. */
    void take(int slot, Contact into) {
        look(slot, into);
        forget(slot);
    }

    private void forget(int slot) {
        int last = slot | PLACE;
        int at = slot & ~PLACE;
        while ((tags[at] & PLACE) != (slot & PLACE)) at++;
        for (; at < last; at++) tags[at] = tags[at + 1];
        tags[last] = slot & PLACE;
    }

    /** Fills {@code into} with its touch. */
    void look(int slot, Contact into) {
        int at = slot * WORDS;
        long bits = touches[at + REST];
        into.nanos = touches[at + NANOS];
        into.port = (int) (bits >>> 48);
        into.sourcePort = (int) (bits >>> 32) & 0xFFFF;
        into.modes = (int) (bits >>> 16) & 0xFFFF;
        into.kind = KINDS[(int) (bits >>> 6) & 0x1F];
        into.transport = TRANSPORTS[(int) (bits >>> 3) & 7];
        into.tool = TOOLS[(int) bits & 7];
        into.targetHigh = touches[at + TARGET_HIGH];
        into.targetLow = touches[at + TARGET_LOW];
        into.flags = 0; // of these, its first touch is not asked
        into.hasOptions = false;
    }

    /** Forgets a touch of this TCP port, which was no closed door after all. */
    void retract(int slot, int port) {
        long bits = touches[slot * WORDS + REST];
        boolean isIt = (int) (bits >>> 48) == port && (bits >>> 3 & 7) == Transport.TCP.ordinal();
        if (isIt) forget(slot);
    }

    /** How many were forgotten for want of room. */
    long pushedOut() {
        return pushedOut;
    }
}
