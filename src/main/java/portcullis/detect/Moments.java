package portcullis.detect;

import java.util.Arrays;

/** The last {@value #MOST} times at which something was heard; the oldest goes. What settings may ask for is no more. */
final class Moments {
    static final int MOST = 64;
    private static final int FIRST = 4;

    private long[] kept = new long[0];
    private int size;
    private int oldest;

    void add(long at) {
        if (size == MOST) {
            kept[oldest] = at;
            oldest = (oldest + 1) % MOST;
            return;
        }
        if (size == kept.length) kept = Arrays.copyOf(kept, Math.max(FIRST, size * 2));
        kept[size++] = at;
    }

    int since(long from) {
        int number = 0;
        for (int i = 0; i < size; i++) if (kept[i] >= from) number++;
        return number;
    }
}
