package portcullis.scenario;

import portcullis.fact.Packet;

/**
 * Who spoke first between two ends, and what has come from either. Bounded: in a capture with more flows than slots, later ones are
 * not followed.
 */
final class FlowTable {
    /** The packet is the first of its flow. */
    static final int NEW = 0;
    /** There was no room to follow it. */
    static final int FULL = -1;

    private static final int SLOTS = 1 << 20;
    /** Longs in a cache line: a look-up costs one miss. */
    private static final int WAYS = 8;

    private static final int STATE_BITS = 10;
    private static final long STATE = (1L << STATE_BITS) - 1;
    private static final int USED = 1;
    private static final int FIRST_FROM_HIGHER = 2;
    private static final int BEGAN_WITH_SYN = 4;
    private static final int HIGHER_SPOKE = 8;
    private static final int LOWER_SPOKE = 16;
    private static final int REPORTED = 32;
    /** Counts packets with data, to three, in the two bits from here. */
    private static final int DATA = 64;

    private static final int DATA_THRICE = 3 * DATA;

    private static final int REFUSED = 256;

    /** In each slot 54 bits of the flow's hash above ten of its state. */
    private final long[] slots = new long[SLOTS];

    private int slot;
    private boolean fromHigher;

    static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Notes the packet. @return what was known of its flow before: NEW, FULL, or anything else */
    int follow(Packet packet) {
        long one = mix(packet.sourceHigh() * 31 + packet.sourceLow() + mix(packet.sourcePort()));
        long other = mix(packet.targetHigh() * 31 + packet.targetLow() + mix(packet.targetPort()));
        fromHigher = one > other;
        long hash = mix(Math.min(one, other) * 31
                + Math.max(one, other)
                + packet.transport().ordinal());
        slot = find(hash);
        if (slot == FULL) return FULL;
        int before = state();
        if (before == NEW) begin(hash, packet);
        boolean speaks = (packet.flags() & 6) == 0 && (packet.flags() & 16) != 0; // ACK without SYN or RST
        if (speaks) slots[slot] |= fromHigher ? HIGHER_SPOKE : LOWER_SPOKE;
        if ((packet.flags() & 4) != 0) slots[slot] |= REFUSED;
        return before;
    }

    private int state() {
        return (int) (slots[slot] & STATE);
    }

    private int find(long hash) {
        int start = (int) (hash >>> 40) & SLOTS - 1 & -WAYS;
        for (int at = start; at < start + WAYS; at++) {
            if (slots[at] == 0 || (slots[at] ^ hash) >>> STATE_BITS == 0) return at;
        }
        return FULL;
    }

    private void begin(long hash, Packet packet) {
        boolean syn = (packet.flags() & 2) != 0;
        slots[slot] = hash & ~STATE | USED | (fromHigher ? FIRST_FROM_HIGHER : 0) | (syn ? BEGAN_WITH_SYN : 0);
    }

    /** Whether the packet just followed comes from the side that did not begin. */
    boolean isFromAnswerer() {
        return (state() & FIRST_FROM_HIGHER) != 0 != fromHigher;
    }

    /** Whether the packet just followed comes from the side to which a SYN was sent: nobody serves what he was not asked for. */
    boolean isAnswerToSyn() {
        return (state() & BEGAN_WITH_SYN) != 0 && isFromAnswerer();
    }

    /**
     * Whether the packet just followed shows, for the first time, that its TCP conversation was under way before the capture: no SYN,
     * no RST has answered it, and either both sides have spoken or the one has sent data thrice.
     */
    boolean isNowFoundUnderWay(Packet packet) {
        if (slot == FULL || (state() & (BEGAN_WITH_SYN | REPORTED | REFUSED)) != 0) return false;
        boolean data = (packet.flags() & 16) != 0 && packet.payloadLength() > 0;
        if (data && (state() & DATA_THRICE) != DATA_THRICE) slots[slot] += DATA;
        boolean both = (state() & (HIGHER_SPOKE | LOWER_SPOKE)) == (HIGHER_SPOKE | LOWER_SPOKE);
        if (!both && (state() & DATA_THRICE) != DATA_THRICE) return false;
        slots[slot] |= REPORTED;
        return true;
    }
}
