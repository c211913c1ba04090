package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import portcullis.detect.rules.Counted;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Tool;

/** Measures made ready for the hot path: plain numbers, and for each set of modes the measures that a probe of theirs concerns. */
final class Gauge {
    private static final long SECOND = 1_000_000_000L;

    final Measure measure;
    final Measure.Kind kind;
    final int modes;
    final Tool tool;
    /** Length of the window, or the half-life, in nanoseconds; 0 is without end. */
    final long window;

    final int bound;
    private final int[] among;
    private final int[] lines;
    /** Lines at or below zero are crossed from the start. */
    private final int rungAtZero;

    private Gauge(Measure measure) {
        this.measure = measure;
        this.kind = measure.kind();
        this.modes = measure.modes();
        this.tool = measure.tool();
        this.window = measure.seconds() * SECOND;
        this.bound = measure.bound();
        this.among = measure.among().stream().mapToInt(Integer::intValue).toArray();
        this.lines = measure.lines().stream().mapToInt(Integer::intValue).toArray();
        this.rungAtZero = linesReached(0);
    }

    /** Whether both count the same, over whatever window. */
    boolean counts(Gauge other) {
        return kind == other.kind
                && modes == other.modes
                && tool == other.tool
                && measure.among().equals(other.measure.among());
    }

    boolean isAmong(int port) {
        for (int listed : among) if (listed == port) return true;
        return false;
    }

    /** How many lines a value has reached beyond those that nothing at all reaches; a change of this number is a crossing. */
    int rung(int value) {
        return measure.everyChange() ? value : linesReached(value) - rungAtZero;
    }

    private int linesReached(int value) {
        int reached = 0;
        while (reached < lines.length && lines[reached] <= value) reached++;
        return reached;
    }

    /** All gauges of a rule base, of sources or of targets. */
    static final class Panel {
        /** Those that are counted; behind them in {@link #named} stand those that are off. */
        final Gauge[] gauges;

        private final List<Measure> named = new ArrayList<>();
        /** By set of modes: the gauges that count its probes. */
        private final int[][] counting = new int[Modes.EVERY + 1][];
        /** By set of modes: the others that have a window, and may have slid meanwhile. */
        private final int[][] sliding = new int[Modes.EVERY + 1][];

        Panel(Counted measures) {
            gauges = measures.live().stream().map(Gauge::new).toArray(Gauge[]::new);
            named.addAll(measures.live());
            named.addAll(measures.off());
        }

        /** All measures that rules name: in the order of the gauges, then those that are off. */
        List<Measure> named() {
            return named;
        }

        /** Where this measure stands; at or beyond the number of gauges where it is off. */
        int indexOf(Measure wanted) {
            for (int i = 0; i < named.size(); i++) if (named.get(i).isSameAs(wanted)) return i;
            throw new IllegalStateException("no gauge for the measure " + wanted);
        }

        private void sort(int set) {
            List<Integer> count = new ArrayList<>();
            List<Integer> slide = new ArrayList<>();
            for (int i = 0; i < gauges.length; i++) {
                if ((gauges[i].modes & set) != 0) count.add(i);
                else if (gauges[i].window > 0) slide.add(i);
            }
            counting[set] = count.stream().mapToInt(Integer::intValue).toArray();
            sliding[set] = slide.stream().mapToInt(Integer::intValue).toArray();
        }

        int[] counting(int set) {
            if (counting[set] == null) sort(set);
            return counting[set];
        }

        int[] sliding(int set) {
            if (counting[set] == null) sort(set);
            return sliding[set];
        }

        /** Where the first gauge of that kind stands, or -1. */
        int first(Measure.Kind kind) {
            for (int i = 0; i < gauges.length; i++) if (gauges[i].kind == kind) return i;
            return -1;
        }
    }
}
