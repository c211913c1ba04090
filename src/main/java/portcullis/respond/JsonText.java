package portcullis.respond;

import java.util.List;
import java.util.Map;
import portcullis.fact.Address;

/**
 * Writes what a script hands over as JSON on one line. What does not print, or turns the direction of reading, is escaped: the same text
 * stands in plans, on terminals and in the journal.
 */
final class JsonText {
    private static final int DEEPEST = 16;
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Map<?, ?> json) {
        JsonText writer = new JsonText();
        writer.value("json", json, 0);
        return writer.text.toString();
    }

    private void value(String where, Object value, int depth) {
        if (depth > DEEPEST) throw Refusal.of(where + " is nested too deep", "a receiver wants it flat");
        if (value instanceof Map<?, ?> map) map(where, map, depth);
        else if (value instanceof List<?> list) list(where, list, depth);
        else if (value instanceof CharSequence words) quoted(Text.of(words));
        else if (value instanceof Address address) quoted(address.toString());
        else if (isNumber(value) || value instanceof Boolean) text.append(value);
        else
            throw Refusal.of(
                    where + " is no text, number, boolean, address, list or map: "
                            + Wording.quoted(String.valueOf(value)),
                    "write its word, as in verdict.mode().word()");
    }

    /** JSON knows no NaN and no infinity. */
    private static boolean isNumber(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void map(String where, Map<?, ?> map, int depth) {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            text.append(between);
            quoted(name);
            text.append(':');
            value(where + "." + name, entry.getValue(), depth + 1);
            between = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void list(String where, List<?> list, int depth) {
        String between = "[";
        for (Object each : list) {
            text.append(between);
            value(where + "[]", each, depth + 1);
            between = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private void quoted(String words) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c >= ' ' && c <= '~') text.append(c);
            else text.append(String.format("\\u%04x", (int) c)); // text of others: no more is printed than ASCII
        }
        text.append('"');
    }
}
