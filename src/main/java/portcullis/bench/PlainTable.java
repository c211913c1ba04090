package portcullis.bench;

/** The least that counting ports by source takes: an open table of ten ports each, no window, no rule, nothing forgotten. */
final class PlainTable {
    private static final int ENOUGH = 10;
    private static final int ROOM = 16;

    private final Prober prober;
    private final int mask = (1 << 18) - 1;
    private final int[] addresses = new int[mask + 1];
    private final byte[] counts = new byte[mask + 1];
    private final short[] ports = new short[(mask + 1) * ROOM];
    private long alarms;

    PlainTable(Prober prober) {
        this.prober = prober;
    }

    void run(int probes) {
        for (int i = 0; i < probes; i++) {
            prober.next();
            count((int) prober.sourceLow(), (short) prober.targetPort());
        }
    }

    private void count(int address, short port) {
        int at = (address * -1640531527 >>> 7) & mask;
        while (addresses[at] != address && addresses[at] != 0) at = (at + 1) & mask;
        addresses[at] = address;
        int count = counts[at];
        if (count == ENOUGH) return;
        for (int i = 0; i < count; i++) if (ports[at * ROOM + i] == port) return;
        ports[at * ROOM + count] = port;
        counts[at] = (byte) (count + 1);
        if (count + 1 == ENOUGH) alarms++;
    }

    long alarms() {
        return alarms;
    }
}
