package portcullis.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times after RFC 3339 with nanoseconds, in UTC. The latest text is kept, as an alarm shares its time with what came of it, and the
 * text of a second, as most events share one.
 */
final class RfcTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final int DIGITS = 9;

    private long latest = Long.MIN_VALUE;
    private String text = "";
    private long second = Long.MIN_VALUE;
    private char[] form = {};

    String text(long nanos) {
        if (nanos != latest || text.isEmpty()) text = written(nanos);
        latest = nanos;
        return text;
    }

    private String written(long nanos) {
        long now = Math.floorDiv(nanos, 1_000_000_000L);
        if (now != second || form.length == 0) {
            second = now;
            form = (SECONDS.format(Instant.ofEpochSecond(now)) + ".000000000Z").toCharArray();
        }
        long fraction = Math.floorMod(nanos, 1_000_000_000L);
        for (int at = form.length - 2; at > form.length - 2 - DIGITS; at--) {
            form[at] = (char) ('0' + fraction % 10);
            fraction /= 10;
        }
        return new String(form);
    }
}
