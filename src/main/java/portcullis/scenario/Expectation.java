package portcullis.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.config.Form;
import portcullis.fact.Words;

/** Compares what happened with what was expected, in a closed world: a line too many is as wrong as one too few. */
final class Expectation {
    /** What a line may expect. */
    static final List<String> HAPPENINGS =
            List.of("alarm", "block", "run", "spare", "release", "effect", "failed", "withheld", "shadow", "would");

    private Expectation() {}

    /** The word of a line that can never happen: its time, or what it expects. */
    static Optional<String> unreadable(String line) {
        String[] words = line.strip().split("\\s+");
        boolean isTime = Form.span(words[0]).isPresent() || words[0].matches("[0-9]+ns");
        if (!isTime || words.length < 2) return Optional.of(words[0]);
        return HAPPENINGS.contains(words[1]) ? Optional.empty() : Optional.of(words[1]);
    }

    /** A line with single blanks, no trailing comment, and its time in the form in which the journal's is printed: 60s is 1m. */
    static String normal(String line) {
        String plain = line.replaceAll("\\s+#\\s.*", "").strip().replaceAll("\\s+", " ");
        String[] words = plain.split(" ", 2);
        Optional<Duration> time = Form.span(words[0]);
        return time.isEmpty() || words.length < 2 ? plain : Words.span(time.get()) + " " + words[1];
    }

    /** Lines that are missing (-) and unexpected (+), each where it belongs; empty where all is as expected. */
    static List<String> difference(List<String> expected, List<String> happened) {
        return compared(expected, happened).stream()
                .filter(line -> !line.startsWith(" "))
                .toList();
    }

    /** The same with the lines that are as expected, marked by blanks. */
    static List<String> compared(List<String> expected, List<String> happened) {
        List<String> actual = happened.stream().map(Expectation::normal).toList();
        int[][] common = commonLengths(expected, actual);
        List<String> compared = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                compared.add("  " + expected.get(i++));
                j++;
            } else if (j == actual.size() || i < expected.size() && common[i + 1][j] >= common[i][j + 1]) {
                compared.add("- " + expected.get(i++));
            } else {
                compared.add("+ " + actual.get(j++));
            }
        }
        return compared;
    }

    /** For each pair of ends, how many lines both have in common from there on, in order. */
    private static int[][] commonLengths(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
