package portcullis.fact;

import java.time.Duration;
import java.util.Locale;

/** Small phrases for the sentences of rules. */
public final class Words {
    private Words() {}

    /** "1 port", "2 ports". */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** A span as an administrator writes it: 90s, 10m, 1h, 7d; the largest unit that divides it. */
    public static String span(Duration span) {
        long millis = span.toMillis();
        if (millis % 1_000 != 0) return millis + "ms";
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) return seconds + "s";
        if (seconds % 3_600 != 0) return seconds / 60 + "m";
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }
}
