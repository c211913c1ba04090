package portcullis.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.journal.JournalFailed;
import portcullis.journal.Mailed;
import portcullis.journal.Numbers;
import portcullis.journal.Period;
import portcullis.journal.Store;
import portcullis.journal.Stretch;
import portcullis.mail.Letter;
import portcullis.mail.MailFailed;

/**
 * Mails a digest when one is due. What it tells of is kept in the journal before it is mailed, so that a restart neither leaves anything
 * out nor tells it in another letter; only where we are killed between the server's thanks and our note of it does the same letter go
 * out again, under the same id. The line asks each second; all the rest is done beside it, one try at a time.
 */
final class Digesting {
    /** Takes a letter, or says why not. */
    interface Carrier {
        void carry(Letter letter, Settings settings) throws MailFailed;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Digesting.class);
    private static final long SECOND = 1_000_000_000L;
    private static final long OFTEN = 5 * SECOND;
    private static final long FIRST_PAUSE = 60 * SECOND;
    private static final long LONGEST_PAUSE = 3_600 * SECOND;
    private static final Duration DAY = Duration.ofDays(1);

    private final Store store;
    private final Carrier carrier;
    private final ZoneId zone;
    private final Executor threads;
    private long due;
    private volatile boolean busy; // the line asks, a lent thread answers

    /** How it went; replaced as a whole by the lent thread, read by the line. */
    private volatile State state = new State(Optional.empty(), 0, 0, Optional.empty());

    /**
     * @param last the end of what was told of last, in nanoseconds since 1970
     * @param tries that failed in a row
     * @param next not before this time
     * @param trouble what went wrong, while it does
     */
    private record State(Optional<Long> last, int tries, long next, Optional<String> trouble) {}

    Digesting(Store store, Carrier carrier, ZoneId zone, Executor threads) {
        this.store = store;
        this.carrier = carrier;
        this.zone = zone;
        this.threads = threads;
    }

    /** A second has passed. */
    void pass(long now, Settings settings) {
        if (busy || now < due || !isOn(settings)) return;
        busy = true;
        due = now + OFTEN;
        threads.execute(() -> {
            try {
                look(now, settings);
            } finally {
                busy = false;
            }
        });
    }

    private static boolean isOn(Settings settings) {
        return !settings.span(Key.DIGEST_EVERY).isZero() || settings.count(Key.DIGEST_WHEN) > 0;
    }

    /** Beside the line. */
    private void look(long now, Settings settings) {
        if (now < state.next) return;
        try {
            Optional<Mailed> before = store.mailed();
            if (before.isEmpty()) {
                Numbers number = store.lastNumbers();
                store.mailed(new Mailed(new Stretch(now, now, number, number), true)); // from here on it is told
                state = new State(Optional.of(now), 0, 0, Optional.empty());
                return;
            }
            Stretch last = before.get().stretch();
            state = new State(Optional.of(last.until()), state.tries, state.next, state.trouble);
            if (!before.get().isSent()) attempt(before.get(), now, settings);
            else if (isDue(last, now, settings)) begin(last, now, settings);
        } catch (JournalFailed failed) {
            failed(now, failed.getMessage());
        }
    }

    private boolean isDue(Stretch last, long now, Settings settings) throws JournalFailed {
        if (now < last.until()) return true; // the clock was set back: what it said before must not hold up what comes
        if (now < last.until() + settings.span(Key.DIGEST_GAP).toNanos()) return false;
        if (now >= scheduled(last.until(), settings)) return true;
        int enough = settings.count(Key.DIGEST_WHEN);
        return enough > 0 && store.alarmsAfter(last.upTo().entries()) >= enough;
    }

    /** When the one after that is due by the schedule. */
    private long scheduled(long last, Settings settings) {
        Duration every = settings.span(Key.DIGEST_EVERY);
        if (every.isZero()) return Long.MAX_VALUE;
        boolean isDays = every.toNanos() % DAY.toNanos() == 0;
        if (!isDays) return last + every.toNanos();
        ZonedDateTime before = Instant.ofEpochSecond(0, last).atZone(zone);
        ZonedDateTime next = before.with(settings.time(Key.DIGEST_AT));
        if (!next.isAfter(before)) next = next.plusDays(1);
        return next.plusDays(every.toDays() - 1).toEpochSecond() * SECOND;
    }

    private void begin(Stretch last, long now, Settings settings) throws JournalFailed {
        Mailed next =
                new Mailed(new Stretch(Math.min(last.until(), now), now, last.upTo(), store.lastNumbers()), false);
        store.mailed(next);
        attempt(next, now, settings);
    }

    private void attempt(Mailed mailed, long now, Settings settings) throws JournalFailed {
        try {
            Period period = store.period(mailed.stretch());
            if (!period.isQuiet()) carrier.carry(Mailing.letter(period), settings);
            store.mailed(mailed.sent());
            if (state.trouble.isPresent()) LOG.warn("the digest is mailed again");
            state = new State(Optional.of(mailed.stretch().until()), 0, 0, Optional.empty());
        } catch (MailFailed failed) {
            failed(now, failed.getMessage());
        }
    }

    private void failed(long now, String why) {
        if (state.trouble.isEmpty()) LOG.warn("the digest cannot be mailed, and is tried again: {}", why);
        int tries = state.tries + 1;
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries - 1, 6));
        state = new State(state.last, tries, now + pause, Optional.of(why));
    }

    /** Rows for {@code status}. */
    Map<String, String> status(long now, Settings settings) {
        Map<String, String> rows = new LinkedHashMap<>();
        if (!isOn(settings)) return rows;
        State known = state;
        known.trouble.ifPresentOrElse(
                why -> rows.put(
                        "digest",
                        "not mailed, " + known.tries + " times tried, again in "
                                + Math.max(0, (known.next - now) / SECOND) + " s: " + why),
                () -> rows.put(
                        "digest",
                        known.last
                                .map(last -> "told of everything up to "
                                        + Instant.ofEpochSecond(last / SECOND)
                                                .atZone(zone)
                                                .toOffsetDateTime())
                                .orElse("begins")));
        return rows;
    }
}
