package portcullis.detect;

/**
 * The latest contacts of all sources, whoever made them, as PortSentry 1.x remembered them: no time, no end but the fiftieth contact
 * after it. So fifty strangers hide a slow scanner, and whoever wants that is served by {@code trigger.ring} alone.
 */
final class Ring {
    static final int SLOTS = 50;

    private final long[] highs;
    private final long[] lows;
    private int size;
    private int next;

    Ring(int slots) {
        highs = new long[slots];
        lows = new long[slots];
    }

    /** The same contacts with other room. */
    Ring(int slots, Ring before) {
        this(slots);
        int kept = Math.min(before.size, slots);
        for (int i = kept; i > 0; i--) {
            int from = Math.floorMod(before.next - i, before.highs.length);
            enter(before.highs[from], before.lows[from]);
        }
    }

    int slots() {
        return highs.length;
    }

    /** @return how many contacts of this source it held, and this one: one more than it has room for, if it held no other's */
    int add(long high, long low) {
        int seen = 1;
        for (int i = 0; i < size; i++) if (lows[i] == low && highs[i] == high) seen++;
        enter(high, low);
        return seen;
    }

    private void enter(long high, long low) {
        highs[next] = high;
        lows[next] = low;
        next = (next + 1) % highs.length;
        size = Math.min(size + 1, highs.length);
    }
}
