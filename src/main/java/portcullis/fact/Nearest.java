package portcullis.fact;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Nearest {
    private static final int MOST_LISTED = 20;

    private Nearest() {}

    /** The word that is near enough to be meant, if any is. */
    public static Optional<String> to(String word, Collection<String> known) {
        int far = word.length() < 5 ? 1 : Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= far)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "did you mean `port`?", or all the words there are, or {@code otherwise} where they are many. */
    public static String hint(String word, Collection<String> known, String otherwise) {
        Optional<String> near = to(word, known);
        if (near.isPresent()) return "did you mean `" + near.get() + "`?";
        List<String> all = known.stream().sorted().toList();
        return all.isEmpty() || all.size() > MOST_LISTED ? otherwise : "there are " + String.join(", ", all);
    }

    /** Letters changed, left out, added, or swapped with their neighbour; case costs nothing. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                int changed = costs[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                costs[i][j] = Math.min(changed, 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
                if (areSwapped(a, i, b, j)) costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
            }
        }
        return costs[a.length()][b.length()];
    }

    private static boolean areSwapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
