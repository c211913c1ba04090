package portcullis.capture.live;

/**
 * Whether packets come so fast that to be woken for each is waste. It goes by the times that the kernel gave them, so no clock is read:
 * it begins with a packet less than two milliseconds after the one {@value #MANY} before it, and ends when a nap brought fewer than
 * {@value #FEW}.
 */
final class Rush {
    private static final int MANY = 16; // a power of two
    private static final int FEW = 4;
    private static final long SHORT = 2_000_000L;

    private final long[] latest = new long[MANY];
    private int next;
    private long span = Long.MAX_VALUE;
    private boolean on;

    void packet(long nanos) {
        int place = next++ & MANY - 1;
        span = nanos - latest[place];
        latest[place] = nanos;
    }

    /** @param came how many packets there were since this was asked last */
    boolean isOn(int came) {
        on = on ? came >= FEW : came > 0 && span < SHORT;
        return on;
    }
}
