package portcullis.respond;

import groovy.lang.GString;
import portcullis.fact.Address;

/**
 * The text of what a script hands to a verb. Groovy's own {@code GString.toString} initialises part of its compiler, which
 * costs a fifth of a second in a cold program; plain values between the strings need none of that.
 */
final class Text {
    private Text() {}

    static String of(CharSequence text) {
        return text instanceof GString pieces && isPlain(pieces.getValues())
                ? joined(pieces.getStrings(), pieces.getValues())
                : text.toString();
    }

    private static boolean isPlain(Object[] values) {
        for (Object value : values)
            if (!(value instanceof String || value instanceof Number || value instanceof Address)) return false;
        return true;
    }

    /** There is one string more than values, or as many: none follows a value that ends the text. */
    private static String joined(String[] strings, Object[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < strings.length; i++) {
            text.append(strings[i]);
            if (i < values.length) text.append(values[i]);
        }
        return text.toString();
    }
}
