package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;

/** Measures made ready for the hot path: plain numbers, and for each set of modes the measures that a probe of theirs concerns. */
final class Gauge {
    private static final long SECOND = 1_000_000_000L;

    final Measure measure;
    final Measure.Kind kind;
    final int modes;
    /** Length of the window in nanoseconds; 0 is without end. */
    final long window;

    final int bound;
    private final int[] among;
    private final int[] lines;

    private Gauge(Measure measure) {
        this.measure = measure;
        this.kind = measure.kind();
        this.modes = measure.modes();
        this.window = measure.seconds() * SECOND;
        this.bound = measure.bound();
        this.among = measure.among().stream().mapToInt(Integer::intValue).toArray();
        this.lines = measure.lines().stream().mapToInt(Integer::intValue).toArray();
    }

    boolean isAmong(int port) {
        for (int listed : among) if (listed == port) return true;
        return false;
    }

    /** How many lines a value has reached; a change of this number is a crossing. */
    int rung(int value) {
        if (measure.everyChange()) return value;
        int rung = 0;
        while (rung < lines.length && lines[rung] <= value) rung++;
        return rung;
    }

    /** All gauges of a rule base. */
    static final class Panel {
        final Gauge[] gauges;
        /** By set of modes: the gauges that count its probes. */
        private final int[][] counting = new int[Modes.ALL + 1][];
        /** By set of modes: the others that have a window, and may have slid meanwhile. */
        private final int[][] sliding = new int[Modes.ALL + 1][];

        Panel(List<Measure> measures) {
            gauges = measures.stream().map(Gauge::new).toArray(Gauge[]::new);
            for (int set = 0; set <= Modes.ALL; set++) sort(set);
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
            return counting[set];
        }

        int[] sliding(int set) {
            return sliding[set];
        }
    }
}
