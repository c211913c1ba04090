package portcullis.detect;

/**
 * Who has spoken with whom, in a table of fixed size: eight entries to a bucket, and in a full bucket the one that matters least goes
 * (finished ones first, then what strangers left half-open, then the oldest). A conversation is known by a 64-bit hash of its two ends.
 */
final class Conversations {
    static final int NOT_FOUND = -1;

    private static final int WAYS = 8;
    private static final int USED = 1;
    private static final int BEGUN_BY_HIGHER = 2;
    private static final int ANSWERED = 4;
    private static final int ESTABLISHED = 8;
    private static final int FINISHED = 16;
    /** Under way before we looked: who began it is not known. */
    private static final int FOUND_UNDER_WAY = 32;
    /** Begun by a watched host, which no stranger can do in its name. */
    private static final int OURS = 64;

    private final long[] keys;
    private final long[] seen;
    private final byte[] state;
    /** The acknowledgement number that answers our SYN/ACK. */
    private final int[] expected;

    private final int bucketMask;
    private final long seed;

    /** @param size how many conversations to remember; rounded up to a power of two */
    Conversations(int size, long seed) {
        int slots = Math.max(WAYS, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        this.keys = new long[slots];
        this.seen = new long[slots];
        this.state = new byte[slots];
        this.expected = new int[slots];
        this.bucketMask = slots / WAYS - 1;
        this.seed = seed;
    }

    /** The same key for both directions. */
    long key(int transport, long srcHigh, long srcLow, int srcPort, long dstHigh, long dstLow, int dstPort) {
        long one = Hash.of(srcHigh, srcLow, seed + srcPort);
        long other = Hash.of(dstHigh, dstLow, seed + dstPort);
        long lower = Math.min(one, other);
        long higher = Math.max(one, other);
        return Hash.mix(lower * 31 + higher + transport) | 1; // never 0
    }

    /** Whether this end has the higher hash; with it, who began a conversation is one bit. */
    boolean isHigher(long srcHigh, long srcLow, int srcPort, long dstHigh, long dstLow, int dstPort) {
        return Hash.of(srcHigh, srcLow, seed + srcPort) > Hash.of(dstHigh, dstLow, seed + dstPort);
    }

    int find(long key) {
        int start = bucket(key);
        for (int slot = start; slot < start + WAYS; slot++) {
            if (keys[slot] == key && (state[slot] & USED) != 0) return slot;
        }
        return NOT_FOUND;
    }

    /** @param ours whether a watched host begins it: what strangers leave half-open does not push it out */
    int begin(long key, boolean byHigher, boolean ours, long nanos) {
        int found = find(key);
        int slot = found == NOT_FOUND ? leastWorth(bucket(key)) : found;
        keys[slot] = key;
        seen[slot] = nanos;
        state[slot] = (byte) (USED | (byHigher ? BEGUN_BY_HIGHER : 0) | (ours ? OURS : 0));
        return slot;
    }

    void foundUnderWay(long key, long nanos) {
        int slot = begin(key, false, true, nanos);
        state[slot] |= FOUND_UNDER_WAY | ANSWERED | ESTABLISHED;
    }

    private int bucket(long key) {
        return (int) (key >>> 17 & bucketMask) * WAYS;
    }

    private int leastWorth(int start) {
        int least = start;
        for (int slot = start; slot < start + WAYS; slot++) {
            if ((state[slot] & USED) == 0) return slot;
            if (worth(slot) < worth(least) || worth(slot) == worth(least) && seen[slot] < seen[least]) least = slot;
        }
        return least;
    }

    private int worth(int slot) {
        if ((state[slot] & FINISHED) != 0) return 0;
        int worth = (state[slot] & OURS) != 0 ? 2 : 1; // a stranger may complete as many handshakes as he likes
        return (state[slot] & ESTABLISHED) != 0 ? worth + 2 : worth;
    }

    boolean isBegunBy(int slot, boolean higher) {
        return (state[slot] & FOUND_UNDER_WAY) != 0 || (state[slot] & BEGUN_BY_HIGHER) != 0 == higher;
    }

    boolean isFoundUnderWay(int slot) {
        return (state[slot] & FOUND_UNDER_WAY) != 0;
    }

    boolean isAnswered(int slot) {
        return (state[slot] & ANSWERED) != 0;
    }

    boolean isEstablished(int slot) {
        return (state[slot] & ESTABLISHED) != 0;
    }

    void answered(int slot) {
        state[slot] |= ANSWERED;
    }

    void expect(int slot, int acknowledgement) {
        expected[slot] = acknowledgement;
    }

    int expected(int slot) {
        return expected[slot];
    }

    void established(int slot) {
        state[slot] |= ESTABLISHED;
    }

    void finished(int slot) {
        state[slot] |= FINISHED;
    }

    long seen(int slot) {
        return seen[slot];
    }

    void seenAt(int slot, long nanos) {
        seen[slot] = nanos;
    }
}
