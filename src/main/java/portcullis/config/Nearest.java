package portcullis.config;

import java.util.Comparator;
import java.util.List;

/** Finds the word that was probably meant. */
public final class Nearest {
    private static final int FAR = 4;

    private Nearest() {}

    /** "did you mean `x`?", or all the words there are where none is near. */
    public static String hint(String word, List<String> words) {
        String nearest = words.stream()
                .min(Comparator.comparingInt(w -> distance(word, w)))
                .orElse("");
        if (distance(word, nearest) < FAR) return "did you mean `" + nearest + "`?";
        return words.size() > 20 ? "see docs/settings.md" : "there are " + String.join(", ", words);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
