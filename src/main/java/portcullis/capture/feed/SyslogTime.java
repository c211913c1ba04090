package portcullis.capture.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Times of log lines, many of which name neither year nor zone: then the year is that in which the line lies not after now. */
final class SyslogTime {
    private static final Map<String, Month> MONTHS = Map.ofEntries(
            Map.entry("Jan", Month.JANUARY),
            Map.entry("Feb", Month.FEBRUARY),
            Map.entry("Mar", Month.MARCH),
            Map.entry("Apr", Month.APRIL),
            Map.entry("May", Month.MAY),
            Map.entry("Jun", Month.JUNE),
            Map.entry("Jul", Month.JULY),
            Map.entry("Aug", Month.AUGUST),
            Map.entry("Sep", Month.SEPTEMBER),
            Map.entry("Oct", Month.OCTOBER),
            Map.entry("Nov", Month.NOVEMBER),
            Map.entry("Dec", Month.DECEMBER));
    private static final long DAY = 86_400;

    private final ZoneId zone;
    private final Supplier<Instant> now;

    /** @param now when lines are read, or the file was last written */
    SyslogTime(ZoneId zone, Supplier<Instant> now) {
        this.zone = zone;
        this.now = now;
    }

    /** A moment, and the hour of the day that the line itself names. */
    record Moment(long nanos, int hour) {}

    /** As in {@code 2026-11-26T09:40:12.123456+00:00}, or with {@code +0000}. */
    Optional<Moment> ofIso(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
            return Optional.of(moment(time.toInstant(), time.getHour()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** As in {@code Nov 26 09:40:12}. */
    Optional<Moment> ofSyslog(String month, int day, String time) {
        return MONTHS.containsKey(month) ? within(MONTHS.get(month).getValue(), day, time) : Optional.empty();
    }

    /** A date without its year. @param time as in 09:40:12 or 09:40:12.123456 */
    Optional<Moment> within(int month, int day, String time) {
        Instant latest = now.get().plusSeconds(DAY);
        int year = latest.atZone(zone).getYear();
        Optional<Moment> thisYear = of(year, month, day, time);
        boolean isLater = thisYear.isPresent() && thisYear.get().nanos() > nanos(latest);
        return thisYear.isEmpty() || isLater ? of(year - 1, month, day, time) : thisYear;
    }

    Optional<Moment> of(int year, int month, int day, String time) {
        try {
            LocalDateTime local = LocalDateTime.parse(String.format("%04d-%02d-%02dT%s", year, month, day, time));
            return Optional.of(moment(local.atZone(zone).toInstant(), local.getHour()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    Moment ofSeconds(long seconds, int micros) {
        Instant at = Instant.ofEpochSecond(seconds, micros * 1_000L);
        return moment(at, at.atZone(zone).getHour());
    }

    private static Moment moment(Instant at, int hour) {
        return new Moment(nanos(at), hour);
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
