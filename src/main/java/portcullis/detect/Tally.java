package portcullis.detect;

import java.util.Arrays;
import portcullis.detect.rules.Measure;

/**
 * The counts of one source for all measures that rules name. A windowed measure keeps the latest distinct keys, in the order in which
 * they were last touched and no more than its bound: whether L of them lie within the window then needs the L latest only. So a count
 * is exact up to the largest number that any rule compares it with, and memory has a limit that the attacker cannot move.
 */
final class Tally {
    private static final int FIRST_SIZE = 4;

    private final Gauge.Panel panel;
    /** For each gauge pairs of key and time, the latest last. */
    private final long[][] touches;

    private final int[] sizes;
    private final int[] rungs;

    Tally(Gauge.Panel panel) {
        this.panel = panel;
        this.touches = new long[panel.gauges.length][];
        this.sizes = new int[panel.gauges.length];
        this.rungs = new int[panel.gauges.length];
    }

    /**
     * Counts one probe. Windows of measures that it does not touch are looked at too: one that has slid below its line while another
     * kind of probe came must be seen to cross it again.
     *
     * @return whether some measure has crossed a line of some rule
     */
    boolean count(int modes, int portKey, long hostKey, long nanos) {
        boolean crossed = false;
        for (int i : panel.counting(modes)) {
            add(i, panel.gauges[i], portKey, hostKey, nanos);
            crossed |= crosses(i, nanos);
        }
        for (int i : panel.sliding(modes)) crossed |= sizes[i] > 0 && crosses(i, nanos);
        return crossed;
    }

    private boolean crosses(int i, long nanos) {
        int rung = panel.gauges[i].rung(value(i, nanos));
        boolean crosses = rung != rungs[i];
        rungs[i] = rung;
        return crosses;
    }

    private void add(int i, Gauge gauge, int portKey, long hostKey, long nanos) {
        switch (gauge.kind) {
            case HITS -> {
                if (gauge.window == 0) sizes[i] = Math.min(sizes[i] + 1, Integer.MAX_VALUE - 1);
                else touch(i, gauge.bound, nextSerial(i), nanos);
            }
            case PORTS -> touch(i, gauge.bound, portKey, nanos);
            case PORTS_AMONG -> {
                if (gauge.isAmong(portKey & 0xFFFF)) touch(i, gauge.bound, portKey, nanos);
            }
            case HOSTS -> touch(i, gauge.bound, hostKey, nanos);
        }
    }

    /** Hits have no key of their own; a serial number makes each a new one. */
    private long nextSerial(int i) {
        return sizes[i] == 0 ? 1 : touches[i][2 * sizes[i] - 2] + 1;
    }

    private void touch(int i, int bound, long key, long nanos) {
        long[] pairs = touches[i];
        int size = sizes[i];
        if (pairs == null) touches[i] = pairs = new long[2 * Math.min(FIRST_SIZE, bound)];
        int at = find(pairs, size, key);
        if (at >= 0) {
            System.arraycopy(pairs, 2 * at + 2, pairs, 2 * at, 2 * (size - at - 1));
            size--;
        } else if (size == bound) {
            System.arraycopy(pairs, 2, pairs, 0, 2 * size - 2);
            size--;
        } else if (2 * size == pairs.length) {
            touches[i] = pairs = Arrays.copyOf(pairs, 2 * Math.min(bound, 2 * size));
        }
        pairs[2 * size] = key;
        pairs[2 * size + 1] = nanos;
        sizes[i] = size + 1;
    }

    private static int find(long[] pairs, int size, long key) {
        for (int at = size - 1; at >= 0; at--) if (pairs[2 * at] == key) return at;
        return -1;
    }

    /** The value of a measure at this time. */
    int value(int i, long nanos) {
        Gauge gauge = panel.gauges[i];
        if (gauge.window == 0) return sizes[i];
        long since = nanos - gauge.window;
        int older = 0;
        while (older < sizes[i] && touches[i][2 * older + 1] < since) older++;
        if (older > 0) { // packet time never goes back, so what has left the window stays out
            sizes[i] -= older;
            System.arraycopy(touches[i], 2 * older, touches[i], 0, 2 * sizes[i]);
        }
        return sizes[i];
    }

    int indexOf(Measure.Kind kind, int modes, int seconds, int... among) {
        for (int i = 0; i < panel.gauges.length; i++) {
            Measure measure = panel.gauges[i].measure;
            boolean same = measure.kind() == kind && measure.modes() == modes && measure.seconds() == seconds;
            if (same && isListed(measure, among)) return i;
        }
        throw new IllegalStateException("no rule was read to name the measure " + kind + " within " + seconds + " s");
    }

    private static boolean isListed(Measure measure, int[] among) {
        if (measure.among().size() != among.length) return false;
        for (int i = 0; i < among.length; i++) if (measure.among().get(i) != among[i]) return false;
        return true;
    }
}
