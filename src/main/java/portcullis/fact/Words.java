package portcullis.fact;

import java.time.Duration;

/** Small phrases for the sentences of rules. */
public final class Words {
    private Words() {}

    /** "1 port", "2 ports". */
    public static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** With commas between thousands. By hand: an alarm says it, and a format costs more than the rest of the alarm. */
    private static String grouped(long number) {
        String digits = Long.toString(number);
        if (number > -1_000 && number < 1_000) return digits;
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) text.insert(at, ',');
        return text.toString();
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
