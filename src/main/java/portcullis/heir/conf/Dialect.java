package portcullis.heir.conf;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which PortSentry a configuration was written for. */
public enum Dialect {
    ONE("1.x"),
    TWO("2.x");

    private static final List<OldKey> WANTED_BY_ONE =
            List.of(OldKey.IGNORE_FILE, OldKey.HISTORY_FILE, OldKey.BLOCKED_FILE);

    private final String words;

    Dialect(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** @param why what tells, as the end of "as ..." */
    record Judged(Dialect dialect, String why) {}

    /** In this order, since each sign outweighs those after it: 2.x does not start on ADVANCED keys, and 1.x knows no ranges. */
    static Judged of(String text) {
        return Stream.of(
                        sign(ONE, text, "^(ADVANCED_(?:PORTS|EXCLUDE)_(?:TCP|UDP))[ =]", "is an option of 1.x only"),
                        sign(TWO, text, "^((?:TCP|UDP)_PORTS)\\s*=\\s*\"[^\"\\n]*[0-9]-[0-9]", "holds a range"),
                        sign(TWO, text, "^#+.*(PortSentry 2)", "is what it calls itself"))
                .flatMap(List::stream)
                .findFirst()
                .orElseGet(() -> byWhatIsMissing(text));
    }

    private static List<Judged> sign(Dialect dialect, String text, String pattern, String words) {
        Matcher found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        if (!found.find()) return List.of();
        long line =
                text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
        return List.of(new Judged(dialect, found.group(1) + " in line " + line + " " + words));
    }

    private static Judged byWhatIsMissing(String text) {
        for (OldKey key : WANTED_BY_ONE)
            if (!Pattern.compile("^" + key + "[ =]", Pattern.MULTILINE)
                    .matcher(text)
                    .find()) return new Judged(TWO, key + " is missing, without which 1.x does not start");
        return new Judged(ONE, "nothing in it is of 2.x only");
    }
}
