package portcullis.bench;

import java.util.Arrays;
import java.util.List;

/** The middle of several figures; of an even number, between the two in the middle. */
final class Medians {
    private Medians() {}

    static double of(List<Double> figures) {
        return of(figures.stream().mapToDouble(x -> x).toArray());
    }

    /** The largest over the smallest. */
    static double spread(List<Double> figures) {
        return figures.stream().mapToDouble(x -> x).max().orElse(1)
                / figures.stream().mapToDouble(x -> x).min().orElse(1);
    }

    static double of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) return 0;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
