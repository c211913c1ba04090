package portcullis.heir.conf;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The grammar of 1.x, which is none: for each key it looks for the first line that holds the key anywhere and has a blank or an equals sign
 * where the key would end if it began the line. It reads 1,023 bytes at a time and takes what follows for another line.
 */
final class LenientConf {
    private static final int LONGEST = 1_023;

    private final String file;
    private final Findings findings;
    private final Map<OldKey, OldOption> options = new EnumMap<>(OldKey.class);
    private final Map<OldKey, Integer> settled = new EnumMap<>(OldKey.class);

    private LenientConf(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    static Map<OldKey, OldOption> read(String file, String text, Findings findings) {
        LenientConf conf = new LenientConf(file, findings);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            List<String> chunks = chunks(lines[i]);
            for (String chunk : chunks) conf.chunk(chunk, i + 1);
        }
        return conf.options;
    }

    private static List<String> chunks(String line) {
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < line.length(); from += LONGEST)
            chunks.add(line.substring(from, Math.min(line.length(), from + LONGEST)));
        return chunks;
    }

    private void chunk(String text, int line) {
        if (text.startsWith("#") || text.isBlank()) return;
        Set<OldKey> found = EnumSet.noneOf(OldKey.class);
        for (OldKey key : OldKey.values()) if (names(text, key.name())) found.add(key);
        if (found.isEmpty()) unread(text, line);
        for (OldKey key : found) {
            Integer before = settled.putIfAbsent(key, line);
            if (before == null) option(key, text, line);
            else
                findings.at(file, line, text.strip())
                        .lost("1.x took the first " + key + ", in line " + before + ", and never read this one");
        }
    }

    private static boolean names(String text, String key) {
        if (text.length() <= key.length() || !text.contains(key)) return false;
        char end = text.charAt(key.length());
        return end == '=' || end == ' ';
    }

    private void option(OldKey key, String text, int line) {
        int quote = text.indexOf('"');
        if (quote < 0) {
            findings.at(file, line, text.strip()).lost("no quotes: 1.x skipped " + key + " and went without");
            return;
        }
        int end = quote + 1;
        while (end < text.length() && isPrintable(text.charAt(end)) && text.charAt(end) != '"') end++;
        OldOption option = new OldOption(key, text.substring(quote + 1, end), file, line);
        options.put(key, option);
        if (end == text.length() || text.charAt(end) != '"')
            findings.at(option)
                    .kept(
                            "",
                            "no closing quote: 1.x read on to the end of the line, or to the first character that is not printable ASCII");
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }

    private void unread(String text, int line) {
        Optional<OldKey> meant = Stream.of(OldKey.values())
                .filter(key -> text.strip().matches(key + "[\\s=].*"))
                .findFirst();
        findings.at(file, line, text.strip())
                .lost(meant.map(key -> text.startsWith(key.name())
                                ? "1.x wants a blank or = right after " + key + " and did not see this line"
                                : "1.x sees no key that does not begin its line, so " + key + " had no effect")
                        .orElse("no option of 1.x, which passed it over"));
    }
}
