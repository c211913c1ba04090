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
        int far = word.length() < 3 ? 1 : Math.max(2, word.length() / 3); // two letters swapped are two changes
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

    /** Levenshtein's distance, by one row of his table; case costs nothing. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
