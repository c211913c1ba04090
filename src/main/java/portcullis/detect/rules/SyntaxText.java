package portcullis.detect.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the parser's words fit to be read by an administrator. */
final class SyntaxText {
    private static final Pattern PLACE = Pattern.compile("Line (\\d+):(\\d+)\\s*");
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched input|no viable alternative at input|extraneous input) '([^']+)'");

    private SyntaxText() {}

    /** The column that the parser hides in its sentence, from 1; 0 where it says none. */
    static int column(String message) {
        Matcher place = PLACE.matcher(message);
        return place.find() ? Integer.parseInt(place.group(2)) + 1 : 0;
    }

    static String plain(String message) {
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.find()) return "`" + unexpected.group(1) + "` cannot stand here";
        return PLACE.matcher(message)
                .replaceAll("")
                .replaceAll("^\\[ERR \\d+]\\s*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String hint(String message) {
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (!unexpected.find()) return "see docs/writing-rules.md";
        if (unexpected.group(1).equals("=")) return "write `==`, `>=` or `<=`";
        return "look before it for a bracket, a comma or a word that is missing";
    }
}
