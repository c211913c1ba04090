package portcullis.respond.host;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;

/**
 * Reads what {@code nft list set} prints. The text holds all that its JSON does, at two thirds of the length, and spares this
 * room a library for it. Networks and ranges are passed over: they are not ours.
 */
final class SetText {
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};

    private SetText() {}

    /** Addresses with the seconds that they have left, begun ones counted; without an end {@link Table#FOR_EVER}. */
    static Map<Address, Long> elements(String listed) {
        Map<Address, Long> elements = new HashMap<>();
        int start = listed.indexOf("elements = {");
        if (start < 0) return elements;
        String body = listed.substring(listed.indexOf('{', start) + 1, listed.indexOf('}', start));
        for (String element : body.split(",")) {
            String[] words = element.strip().split("\\s+");
            Address.parse(words[0]).ifPresent(address -> elements.put(address, left(words)));
        }
        return elements;
    }

    private static long left(String[] words) {
        for (int i = 1; i + 1 < words.length; i++) if (words[i].equals("expires")) return seconds(words[i + 1]);
        return Table.FOR_EVER;
    }

    private static long seconds(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) return Table.FOR_EVER; // an unknown way to write a time must not end a block
        long seconds = span.group(5) == null || Long.parseLong(span.group(5)) == 0 ? 0 : 1;
        for (int i = 0; i < SECONDS.length; i++)
            if (span.group(i + 1) != null) seconds += Long.parseLong(span.group(i + 1)) * SECONDS[i];
        return seconds;
    }
}
