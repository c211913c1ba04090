package portcullis.heir.conf;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The grammar of 2.x, which ends at the first mistake. Here it goes on, and names them all. */
final class StrictConf {
    private static final Pattern LINE = Pattern.compile("([A-Z_]+)[ \\t]*=[ \\t]*\"([^\"]+)\".*", Pattern.DOTALL);

    private final String file;
    private final Findings findings;
    private final Map<OldKey, OldOption> options = new EnumMap<>(OldKey.class);

    private StrictConf(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    static Map<OldKey, OldOption> read(String file, String text, Findings findings) {
        StrictConf conf = new StrictConf(file, findings);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++)
            if (!lines[i].matches("(?s)(#|\r).*") && !lines[i].isEmpty()) conf.line(lines[i], i + 1);
        return conf.options;
    }

    private void line(String text, int line) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            findings.at(file, line, text.strip()).damaged("2.x does not start on this line: " + mistake(text));
            return;
        }
        Optional<OldKey> key = Stream.of(OldKey.values())
                .filter(each -> each.isOf(Dialect.TWO) && each.name().startsWith(matcher.group(1)))
                .findFirst();
        if (key.isEmpty())
            findings.at(file, line, text.strip()).damaged("2.x does not start on this line: it knows no such option");
        else option(new OldOption(key.get(), printable(matcher.group(2)), file, line), matcher.group(1));
    }

    /** What it copies of a value: as far as a C program without a locale finds printable characters. */
    private static String printable(String value) {
        return value.replaceFirst("(?s)[^ -~].*", "");
    }

    private static String mistake(String text) {
        if (text.isBlank()) return "it is not empty, and holds only blanks";
        if (Character.isWhitespace(text.charAt(0))) return "a blank before the key";
        if (text.matches("(?s)[A-Z_]+[ \\t]*=[ \\t]*\"\".*")) return "the value is empty";
        return "it wants KEY = \"value\"";
    }

    private void option(OldOption option, String written) {
        String wrong = wrong(option);
        if (!wrong.isEmpty()) {
            findings.at(option).damaged("2.x does not start on this line: " + wrong);
            return;
        }
        OldOption before = options.put(option.key(), option);
        if (before != null)
            findings.at(before).lost("2.x took the last " + option.key() + ", in line " + option.line());
        if (!written.equals(option.key().name()))
            findings.at(option).kept("", "2.x takes " + written + " for " + option.key());
    }

    private static String wrong(OldOption option) {
        String value = option.value();
        return switch (option.key()) {
            case BLOCK_TCP, BLOCK_UDP -> value.matches("[012]") ? "" : "it wants 0, 1 or 2";
            case RESOLVE_HOST, KILL_RUN_CMD_FIRST -> value.matches("[01]") ? "" : "it wants 0 or 1";
            case SCAN_TRIGGER -> value.matches("[0-9]+") ? "" : "it wants a number";
            default -> "";
        };
    }
}
