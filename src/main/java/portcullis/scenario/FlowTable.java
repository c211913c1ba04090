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
    private static final int TRIES = 16;
    private static final int USED = 1;
    private static final int FIRST_FROM_HIGHER = 2;
    private static final int BEGAN_WITH_SYN = 4;
    private static final int HIGHER_SPOKE = 8;
    private static final int LOWER_SPOKE = 16;
    private static final int REPORTED = 32;

    private final long[] keys = new long[SLOTS];
    private final byte[] states = new byte[SLOTS];
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
        long key = mix(Math.min(one, other) * 31
                        + Math.max(one, other)
                        + packet.transport().ordinal())
                | 1;
        slot = find(key);
        if (slot == FULL) return FULL;
        int before = states[slot];
        if (before == NEW) begin(key, packet);
        boolean speaks = (packet.flags() & 6) == 0 && (packet.flags() & 16) != 0; // ACK without SYN or RST
        if (speaks) states[slot] |= fromHigher ? HIGHER_SPOKE : LOWER_SPOKE;
        return before;
    }

    private int find(long key) {
        int start = (int) (key >>> 24) & SLOTS - 1;
        for (int i = 0; i < TRIES; i++) {
            int at = start + i & SLOTS - 1;
            if (states[at] == 0 || keys[at] == key) return at;
        }
        return FULL;
    }

    private void begin(long key, Packet packet) {
        keys[slot] = key;
        boolean syn = (packet.flags() & 2) != 0;
        states[slot] = (byte) (USED | (fromHigher ? FIRST_FROM_HIGHER : 0) | (syn ? BEGAN_WITH_SYN : 0));
    }

    /** Whether the packet just followed comes from the side that did not begin. */
    boolean isFromAnswerer() {
        return (states[slot] & FIRST_FROM_HIGHER) != 0 != fromHigher;
    }

    /**
     * Whether the packet just followed shows, for the first time, that its TCP conversation was under way before the capture: no SYN,
     * and either both sides have spoken or the one has sent data, which no scan does.
     */
    boolean isNowFoundUnderWay(Packet packet) {
        if (slot == FULL || (states[slot] & (BEGAN_WITH_SYN | REPORTED)) != 0) return false;
        boolean both = (states[slot] & (HIGHER_SPOKE | LOWER_SPOKE)) == (HIGHER_SPOKE | LOWER_SPOKE);
        boolean data = (packet.flags() & 16) != 0 && packet.payloadLength() > 0;
        if (!both && !data) return false;
        states[slot] |= REPORTED;
        return true;
    }
}
