package portcullis.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times after RFC 3339 with nanoseconds, in UTC. The text of a second is kept, as most events share one. */
final class RfcTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private String text = "";

    String text(long nanos) {
        long now = Math.floorDiv(nanos, 1_000_000_000L);
        if (now != second) {
            second = now;
            text = SECONDS.format(Instant.ofEpochSecond(now));
        }
        String fraction = Long.toString(1_000_000_000L + Math.floorMod(nanos, 1_000_000_000L));
        return text + '.' + fraction.substring(1) + 'Z';
    }
}
