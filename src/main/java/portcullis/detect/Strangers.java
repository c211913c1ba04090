package portcullis.detect;

import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Sources that touched once, and by that once could not complete any rule: most of what a flood of forged senders leaves. Each is a few
 * numbers in arrays of fixed size, not an object; with its second touch it becomes a suspect, and nothing of the first is lost. Eight
 * to a bucket, and in a full bucket the one silent for longest goes.
 */
final class Strangers {
    static final int NOT_FOUND = -1;

    private static final int WAYS = 8;
    private static final Kind[] KINDS = Kind.values();
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final Tool[] TOOLS = Tool.values();
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] highs;
    private final long[] lows;
    private final long[] targetHighs;
    private final long[] targetLows;
    private final long[] nanos;
    /** Port 16, source port 16, modes 16, kind 5, transport 3, tool 3 bits. */
    private final long[] rest;

    private final int bucketMask;
    private final long seed;
    private long pushedOut;

    /** @param size how many are remembered; rounded up to a power of two */
    Strangers(int size, long seed) {
        int slots = Math.max(WAYS, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        this.highs = new long[slots];
        this.lows = new long[slots];
        this.targetHighs = new long[slots];
        this.targetLows = new long[slots];
        this.nanos = new long[slots];
        this.rest = new long[slots];
        this.bucketMask = slots / WAYS - 1;
        this.seed = seed;
        java.util.Arrays.fill(nanos, NEVER);
    }

    /** The same sources in a table of this size. */
    Strangers resized(int size) {
        Strangers other = new Strangers(size, seed);
        if (other.slots() == slots()) return this;
        other.pushedOut = pushedOut;
        Contact contact = new Contact();
        for (int slot = 0; slot < slots(); slot++) {
            if (nanos[slot] == NEVER) continue;
            take(slot, contact);
            other.add(highs[slot], lows[slot], contact);
        }
        return other;
    }

    int find(long high, long low) {
        int start = bucket(high, low);
        for (int slot = start; slot < start + WAYS; slot++) {
            if (lows[slot] == low && highs[slot] == high && nanos[slot] != NEVER) return slot;
        }
        return NOT_FOUND;
    }

    private int bucket(long high, long low) {
        return ((int) (Hash.of(high, low, seed) >>> 20) & bucketMask) * WAYS;
    }

    /** @return its slot */
    int add(long high, long low, Contact contact) {
        int slot = oldest(bucket(high, low));
        if (nanos[slot] != NEVER) pushedOut++;
        highs[slot] = high;
        lows[slot] = low;
        targetHighs[slot] = contact.targetHigh;
        targetLows[slot] = contact.targetLow;
        nanos[slot] = contact.nanos;
        rest[slot] = (long) contact.port << 48
                | (long) contact.sourcePort << 32
                | (long) contact.modes << 16
                | contact.kind.ordinal() << 6
                | contact.transport.ordinal() << 3
                | contact.tool.ordinal();
        return slot;
    }

    /** How many slots there are. */
    int slots() {
        return nanos.length;
    }

    private int oldest(int start) {
        int oldest = start;
        for (int slot = start; slot < start + WAYS; slot++) if (nanos[slot] < nanos[oldest]) oldest = slot;
        return oldest;
    }

    /** Takes one out, and fills {@code into} with its touch. */
    void take(int slot, Contact into) {
        look(slot, into);
        nanos[slot] = NEVER;
    }

    /** Fills {@code into} with its touch. */
    void look(int slot, Contact into) {
        long bits = rest[slot];
        into.nanos = nanos[slot];
        into.port = (int) (bits >>> 48);
        into.sourcePort = (int) (bits >>> 32) & 0xFFFF;
        into.modes = (int) (bits >>> 16) & 0xFFFF;
        into.kind = KINDS[(int) (bits >>> 6) & 0x1F];
        into.transport = TRANSPORTS[(int) (bits >>> 3) & 7];
        into.tool = TOOLS[(int) bits & 7];
        into.targetHigh = targetHighs[slot];
        into.targetLow = targetLows[slot];
        into.flags = 0; // of these, its first touch is not asked
        into.hasOptions = false;
    }

    /** Forgets a touch of this TCP port, which was no closed door after all. */
    void retract(int slot, int port) {
        boolean isIt = (int) (rest[slot] >>> 48) == port && (rest[slot] >>> 3 & 7) == Transport.TCP.ordinal();
        if (isIt) nanos[slot] = NEVER;
    }

    /** How many were forgotten for want of room. */
    long pushedOut() {
        return pushedOut;
    }
}
