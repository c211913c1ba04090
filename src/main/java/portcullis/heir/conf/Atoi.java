package portcullis.heir.conf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** C's {@code atoi}, by which PortSentry 1.x read every number: {@code abc} is 0 and {@code 1-5} is 1. */
final class Atoi {
    private static final Pattern NUMBER = Pattern.compile("[ \\t]*([+-]?[0-9]{1,9}).*", Pattern.DOTALL);

    private Atoi() {}

    /** Ten digits and more are taken for the largest number: C leaves open what they are. */
    static int of(String text) {
        if (text.matches("(?s)[ \\t]*[+-]?[0-9]{10,}.*")) return Integer.MAX_VALUE;
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Whether nothing but the number stands there. */
    static boolean isWhole(String text) {
        return text.matches("[ \\t]*[0-9]{1,9}");
    }
}
