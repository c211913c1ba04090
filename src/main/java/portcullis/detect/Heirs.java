package portcullis.detect;

import portcullis.detect.rules.Measure;

/**
 * Which measure of other rules goes on counting from what one of the rules before has counted: the same over the same window, or else
 * over the longest window that there was, since every touch keeps its time.
 */
final class Heirs {
    private static final int NOBODY = -1;

    private final Gauge.Panel panel;
    private final int[] from;
    private final boolean same;

    Heirs(Gauge.Panel before, Gauge.Panel panel) {
        this.panel = panel;
        this.from = new int[panel.gauges.length];
        boolean isSame = before.gauges.length == from.length;
        for (int i = 0; i < from.length; i++) {
            from[i] = best(before, panel.gauges[i]);
            isSame &= from[i] == i && isWhole(before.gauges[i], panel.gauges[i]);
        }
        this.same = isSame;
    }

    /** The only heir, with room for all of it: no other can have the same window. */
    private static boolean isWhole(Gauge one, Gauge heir) {
        return one.window == heir.window && one.bound <= heir.bound;
    }

    /** Whether every measure goes on as it was, in its place. */
    boolean areTheSame() {
        return same;
    }

    /** What the rules count from here on. */
    Gauge.Panel panel() {
        return panel;
    }

    /** Which gauge of before hands its count to this one; negative where it begins anew. */
    int of(int gauge) {
        return from[gauge];
    }

    private static int best(Gauge.Panel before, Gauge heir) {
        int best = NOBODY;
        for (int i = 0; i < before.gauges.length; i++) {
            Gauge one = before.gauges[i];
            if (!one.counts(heir) || !maySucceed(one, heir)) continue;
            if (one.window == heir.window) return i;
            if (best == NOBODY || isLonger(one, before.gauges[best])) best = i;
        }
        return best;
    }

    /** Hits without a window are a bare number, so nobody knows any more when they were. */
    private static boolean maySucceed(Gauge one, Gauge heir) {
        return one.kind != Measure.Kind.HITS || one.window != 0 || heir.window == 0;
    }

    private static boolean isLonger(Gauge one, Gauge other) {
        return other.window != 0 && (one.window == 0 || one.window > other.window);
    }
}
