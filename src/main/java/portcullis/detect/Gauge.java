package portcullis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portcullis.detect.rules.Counted;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Tool;

/** Measures made ready for the hot path: plain numbers, and for each set of modes the measures that a probe of theirs concerns. */
final class Gauge {
    private static final long SECOND = 1_000_000_000L;
    /** How many doors a score and a walk remember. */
    private static final int HEAD_MEMORY = 16;

    final Measure measure;
    final Measure.Kind kind;
    final int modes;
    final Tool tool;
    /** Length of the window, or the half-life, in nanoseconds; 0 is without end. */
    final long window;

    final int bound;
    /** Its place among the gauges. */
    final int number;
    /** The first of its two words in a {@link Tally}. */
    final int word;
    /** Whether a tally keeps touches for it, and not a bare number. */
    final boolean isRing;
    /** Whether touches have keys; hits are each a new one. */
    final boolean isKeyed;
    /** How many words stand in front of its ring: a score and a walk keep a number there, and the time it was right. */
    final int head;
    /** How many touches are kept. */
    final int most;

    private final int[] among;
    private final int[] lines;
    /** Lines at or below zero are crossed from the start. */
    private final int rungAtZero;

    private Gauge(Measure measure, int number, int word) {
        this.number = number;
        this.word = word;
        this.measure = measure;
        this.kind = measure.kind();
        this.modes = measure.modes();
        this.tool = measure.tool();
        this.window = measure.seconds() * SECOND;
        this.bound = measure.bound();
        this.among = measure.among().stream().mapToInt(Integer::intValue).toArray();
        this.lines = measure.lines().stream().mapToInt(Integer::intValue).toArray();
        this.rungAtZero = linesReached(0);
        this.isKeyed = kind != Measure.Kind.HITS && kind != Measure.Kind.CONTACTS;
        this.isRing = isKeyed || window != 0;
        boolean hasHead = kind == Measure.Kind.SCORE || kind == Measure.Kind.WALK;
        this.head = hasHead ? 2 : 0;
        this.most = hasHead ? HEAD_MEMORY : bound;
    }

    /** How many words a ring takes. */
    int length(int capacity) {
        return capacity == 0 ? 0 : head + (isKeyed ? 2 * capacity : capacity);
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
        /** For each gauge: how much it has counted, and where its ring is. */
        private static final int WORDS = 2;

        /** Those that are counted; behind them in {@link #named} stand those that are off. */
        final Gauge[] gauges;

        /** How many words of a tally stand in front of those of the gauges, for whoever owns it. */
        final int front;

        private final List<Measure> named = new ArrayList<>();
        private final Names names;
        /** By set of modes: the gauges that count its probes. */
        private final Gauge[][] counting = new Gauge[Modes.EVERY + 1][];
        /** By set of modes: the others that have a window, and may have slid meanwhile. */
        private final Gauge[][] sliding = new Gauge[Modes.EVERY + 1][];

        Panel(Counted measures, int front) {
            this.front = front;
            List<Measure> live = measures.live();
            gauges = new Gauge[live.size()];
            for (int i = 0; i < gauges.length; i++) gauges[i] = new Gauge(live.get(i), i, front + WORDS * i);
            named.addAll(live);
            named.addAll(measures.off());
            names = new Names(named);
        }

        /** How many words of a tally stand in front of its rings. */
        int words() {
            return front + WORDS * gauges.length;
        }

        /** By which words rules ask for each: its place is as in {@link #indexOf}. */
        Names names() {
            return names;
        }

        /** Where this measure stands; at or beyond the number of gauges where it is off. */
        int indexOf(Measure wanted) {
            for (int i = 0; i < named.size(); i++) if (named.get(i).isSameAs(wanted)) return i;
            throw new IllegalStateException("no gauge for the measure " + wanted);
        }

        private void sort(int set) {
            counting[set] = Arrays.stream(gauges)
                    .filter(gauge -> (gauge.modes & set) != 0)
                    .toArray(Gauge[]::new);
            sliding[set] = Arrays.stream(gauges)
                    .filter(gauge -> (gauge.modes & set) == 0 && gauge.window > 0)
                    .toArray(Gauge[]::new);
        }

        Gauge[] counting(int set) {
            if (counting[set] == null) sort(set);
            return counting[set];
        }

        Gauge[] sliding(int set) {
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
