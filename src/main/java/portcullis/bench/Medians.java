package portcullis.bench;

import java.util.Arrays;

/** The middle of several figures; of an even number, between the two in the middle. */
final class Medians {
    private Medians() {}

    static double of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) return 0;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
