package portcullis.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.decode.Decoded;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/**
 * Sums up what was not understood or not kept, and has the journal keep that, once a minute. What is ordinary, such as the later
 * fragments of a datagram, is no shortfall. Owned by the line.
 */
final class Shortfall {
    private static final Logger LOG = LoggerFactory.getLogger(Shortfall.class);
    private static final long MINUTE = 60_000_000_000L;

    private final Store store;
    private final Executor threads;
    private final long[] undecoded = new long[Decoded.values().length];
    private Map<String, Long> before = new LinkedHashMap<>();
    private long due;

    Shortfall(Store store, Executor threads) {
        this.store = store;
        this.threads = threads;
    }

    void undecoded(Decoded why) {
        undecoded[why.ordinal()]++;
    }

    /** A second has passed. @param others counts since the start, by what they count */
    void pass(long now, Supplier<Map<String, Long>> others) {
        if (now < due) return;
        due = now + MINUTE;
        Map<String, Long> more = more(others.get());
        if (!more.isEmpty()) threads.execute(() -> write(now, more));
    }

    private Map<String, Long> more(Map<String, Long> others) {
        Map<String, Long> sums = new LinkedHashMap<>(others);
        for (Decoded why : Decoded.values())
            if (isShortfall(why)) sums.put("packets " + why.words(), undecoded[why.ordinal()]);
        Map<String, Long> more = new LinkedHashMap<>();
        sums.forEach((what, number) -> {
            long added = number - before.getOrDefault(what, 0L);
            if (added > 0) more.put(what, added);
        });
        before = sums;
        return more;
    }

    private static boolean isShortfall(Decoded why) {
        return switch (why) {
            case UNKNOWN_LINK_TYPE, TRUNCATED, BAD_HEADER, TOO_MANY_HEADERS, MAPPED_ADDRESS, TUNNEL -> true;
            case PACKET, NOT_IP, NO_NEXT_HEADER, ICMP_OTHER, LATER_FRAGMENT, FRAGMENT_HELD -> false;
        };
    }

    private void write(long now, Map<String, Long> more) {
        try {
            store.count(now, more);
        } catch (JournalFailed full) { // `status` says so; the sums of this minute are lost
            LOG.debug("{}", full.getMessage());
        }
    }
}
