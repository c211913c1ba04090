package portcullis.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The beginnings of packets that came in pieces, in fixed arrays. Each set has eight places; when they are taken, the oldest
 * goes, so a flood costs the flooder's own fragments first and never memory. What waits longer than 30 seconds of packet time
 * is given up, as by Linux.
 *
 * <p>Where pieces overlap, the bytes that came first stay: Linux drops such a packet whole, and hosts that do not have mostly
 * kept the first, so nothing that comes later may change ports that a host has already accepted.
 */
final class FragmentTable {
    private static final long PATIENCE = 30_000_000_000L;
    private static final int WAYS = 8;
    private static final int UNIT = 8;

    private final int held;
    private final int words;
    private final int sets;
    private final long[] keys; // source high and low, target high and low
    private final long[] ids;
    private final long[] born;
    private final long[] age; // 0: the place is free
    private final long[] present; // a bit for each 8 bytes
    private final int[] ends; // of the packet, where its last piece lies within what is held
    private final int[] first; // what the packet begins with, by its first piece
    private final int[] received; // bytes of the packet that arrived, those not kept included
    private final int[] total; // bytes of the whole packet, once its last piece has told
    private final boolean[] spent; // its ports are told, the rest of it is still on its way
    private final ByteBuffer bytes;
    private long clock;

    /** {@code places} is a multiple of 8 and a power of two; {@code held} a multiple of 8: bytes kept from the beginning of each packet. */
    FragmentTable(int places, int held) {
        this.held = held;
        words = (held / UNIT + 63) / 64;
        sets = places / WAYS;
        keys = new long[places * 4];
        ids = new long[places];
        born = new long[places];
        age = new long[places];
        present = new long[places * words];
        ends = new int[places];
        first = new int[places];
        received = new int[places];
        total = new int[places];
        spent = new boolean[places];
        bytes = ByteBuffer.allocateDirect(places * held).order(ByteOrder.BIG_ENDIAN);
    }

    /** Counts a fragment of which nothing is kept; it may be the last that a packet waits for. */
    void countOnly(PacketView view, int id, int protocol, int end, int length, boolean isLast) {
        long key = key(id, protocol);
        int from = set(view, key) * WAYS;
        for (int place = from; place < from + WAYS; place++) {
            if (age[place] != 0 && isOf(place, view, key)) count(place, end, length, isLast);
        }
    }

    /** A packet of whose pieces all have arrived makes room, so that its id can be used again. */
    void count(int place, int end, int length, boolean isLast) {
        received[place] += length;
        if (isLast) total[place] = end;
        if (spent[place] && received[place] >= total[place]) forget(place);
    }

    private static long key(int id, int protocol) {
        return (long) protocol << 32 | id & 0xFFFF_FFFFL;
    }

    /** The place of the packet that this fragment belongs to, made free for it if there was none. */
    int entry(PacketView view, int id, int protocol) {
        long key = key(id, protocol);
        int from = set(view, key) * WAYS;
        int oldest = from;
        for (int place = from; place < from + WAYS; place++) {
            if (age[place] != 0 && view.nanos - born[place] > PATIENCE) age[place] = 0;
            if (age[place] != 0 && isOf(place, view, key)) return place;
            if (age[place] < age[oldest]) oldest = place;
        }
        claim(oldest, view, key);
        return oldest;
    }

    private int set(PacketView view, long key) {
        long hash = (view.sourceHigh ^ view.targetHigh * 31 ^ view.sourceLow * 0x9E3779B97F4A7C15L) + key;
        hash = (hash ^ hash >>> 32 ^ view.targetLow) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 40) & sets - 1;
    }

    private boolean isOf(int place, PacketView view, long key) {
        int k = place * 4;
        return ids[place] == key
                && keys[k] == view.sourceHigh
                && keys[k + 1] == view.sourceLow
                && keys[k + 2] == view.targetHigh
                && keys[k + 3] == view.targetLow;
    }

    private void claim(int place, PacketView view, long key) {
        int k = place * 4;
        keys[k] = view.sourceHigh;
        keys[k + 1] = view.sourceLow;
        keys[k + 2] = view.targetHigh;
        keys[k + 3] = view.targetLow;
        ids[place] = key;
        restart(place, view.nanos);
    }

    /** Makes the place ready for another packet of the same id. */
    void restart(int place, long nanos) {
        born[place] = nanos;
        age[place] = ++clock;
        received[place] = 0;
        total[place] = Integer.MAX_VALUE;
        spent[place] = false;
        ends[place] = held;
        first[place] = -1;
        Arrays.fill(present, place * words, (place + 1) * words, 0);
    }

    /** Keeps what the cursor shows of a fragment, as far as it was captured and concerns the beginning of its packet. */
    void add(int place, Cursor c, int offset, int length, boolean isLast) {
        int end = Math.min(held, offset + Math.min(length, c.end - c.at));
        boolean isWhole = c.end - c.at >= length;
        if (isLast && isWhole && offset + length <= held) ends[place] = Math.min(ends[place], offset + length);
        for (int at = offset; at < end; at += UNIT) {
            int size = Math.min(UNIT, end - at);
            boolean usable = size == UNIT || isLast && isWhole;
            if (usable && !isPresent(place, at)) keep(place, at, size, c, c.at + at - offset);
        }
    }

    private boolean isPresent(int place, int at) {
        int unit = at / UNIT;
        return (present[place * words + unit / 64] & 1L << unit) != 0;
    }

    private void keep(int place, int at, int size, Cursor c, int from) {
        int to = place * held + at;
        if (size == UNIT) bytes.putLong(to, c.bytes.getLong(from));
        else for (int i = 0; i < size; i++) bytes.put(to + i, c.bytes.get(from + i));
        int unit = at / UNIT;
        present[place * words + unit / 64] |= 1L << unit;
    }

    /** Says what the packet begins with; the first fragment to say so is believed. */
    void begin(int place, int protocol) {
        if (first[place] < 0) first[place] = protocol;
    }

    /** What the packet begins with, or -1 while its first fragment is missing. */
    int first(int place) {
        return first[place];
    }

    /** How many bytes from the beginning are there without a gap. */
    int together(int place) {
        int units = 0;
        for (int word = 0; word < words; word++) {
            int set = Long.numberOfTrailingZeros(~present[place * words + word]);
            units += set;
            if (set < 64) break;
        }
        return Math.min(units * UNIT, ends[place]);
    }

    boolean canGrow(int place) {
        return together(place) < ends[place];
    }

    void show(int place, Cursor c) {
        c.begin(bytes, place * held, together(place));
    }

    boolean isSpent(int place) {
        return spent[place];
    }

    /** The packet is told: what still comes of it belongs to nothing else that has the same id. */
    void spend(int place) {
        spent[place] = true;
        if (received[place] >= total[place]) forget(place);
    }

    void forget(int place) {
        age[place] = 0;
    }
}
