package portcullis.watch;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/** Has the journal forget what is too old or too much, once an hour, and sooner while it cannot be written. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private final Store store;
    private final Executor threads;
    private long due;
    private volatile boolean busy; // the line asks, a lent thread answers

    Retention(Store store, Executor threads) {
        this.store = store;
        this.threads = threads;
    }

    /** A second has passed. */
    void pass(long now, Settings settings) {
        if (store.health().trouble().isPresent()) due = Math.min(due, now + MINUTE);
        if (busy || now < due) return;
        busy = true;
        due = now + HOUR;
        long before = now - settings.span(Key.JOURNAL_KEEP).toNanos();
        long most = (long) settings.count(Key.JOURNAL_SIZE) << 20;
        threads.execute(() -> forget(before, most));
    }

    private void forget(long before, long most) {
        try {
            long dropped = store.retain(before, most);
            if (dropped > 0) LOG.info("the journal has forgotten {} entries", dropped);
        } catch (JournalFailed failed) {
            LOG.warn("{}", failed.getMessage());
        } finally {
            busy = false;
        }
    }
}
