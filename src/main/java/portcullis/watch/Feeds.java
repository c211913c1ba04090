package portcullis.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.capture.feed.Feed;
import portcullis.capture.feed.Follower;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.detect.Detector;
import portcullis.fact.KnownLogin;
import portcullis.fact.News;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/**
 * Follows the logs of other programs beside the line, and brings what they tell of to it, at the time at which it is read. The next lines
 * are read when the line has taken the last ones; until then they wait in their file. What is older than {@value #OLD_MINUTES} minutes when
 * it is read is counted only: an editor, {@code sed -i} or a restored backup puts a file of old lines in the place of the one that is followed.
 */
final class Feeds {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final long SECOND = 1_000_000_000L;
    private static final long OLD_MINUTES = 5;
    private static final long OLD = OLD_MINUTES * 60 * SECOND;
    /** What the line hears in one errand, so that packets wait no longer than for these. */
    private static final int AT_ONCE = 200;

    private final Pipeline pipeline;
    private final Detector detector;
    private final Store store;
    private final LineClock clock;
    private final Executor threads;
    private final Consumer<Runnable> line;
    /** Owned by the lent thread, of which there is one at a time. */
    private final Map<Source, Follower> followers = new LinkedHashMap<>();
    /** Owned by it too: how many were too old, by where they stood. */
    private final Map<Source, Long> tooOld = new LinkedHashMap<>();

    private boolean busy;
    private long due;
    /** As the lent thread saw them last; replaced as a whole. */
    private volatile Map<Source, Heard> heard = Map.of();

    private record Source(Feed feed, Path file) {}

    private record Heard(long told, long bad, long old, String trouble) {}

    /** @param line runs a task on the line */
    Feeds(
            Pipeline pipeline,
            Detector detector,
            Store store,
            LineClock clock,
            Executor threads,
            Consumer<Runnable> line) {
        this.pipeline = pipeline;
        this.detector = detector;
        this.store = store;
        this.clock = clock;
        this.threads = threads;
        this.line = line;
    }

    /** A second has passed. */
    void pass(long now, Settings settings) {
        if (busy || now < due) return;
        List<Source> wanted = wanted(settings);
        if (wanted.isEmpty() && heard.isEmpty()) return;
        busy = true;
        due = now + SECOND;
        threads.execute(() -> {
            List<News> news = new ArrayList<>();
            try {
                look(wanted, news);
            } finally {
                line.accept(() -> take(news));
            }
        });
    }

    private static List<Source> wanted(Settings settings) {
        List<Source> wanted = new ArrayList<>();
        settings.words(Key.FEEDS_LOGINS).forEach(file -> wanted.add(new Source(Feed.LOGINS, Path.of(file))));
        settings.words(Key.FEEDS_ALERTS).forEach(file -> wanted.add(new Source(Feed.ALERTS, Path.of(file))));
        return wanted;
    }

    /** Beside the line. */
    private void look(List<Source> wanted, List<News> news) {
        followers.entrySet().removeIf(each -> !wanted.contains(each.getKey()) && closed(each.getValue()));
        tooOld.keySet().retainAll(wanted);
        Map<Source, Heard> now = new LinkedHashMap<>();
        for (Source source : wanted) {
            Follower follower = followers.computeIfAbsent(
                    source,
                    s -> new Follower(
                            s.file(), s.feed(), ZoneId.systemDefault(), () -> Instant.ofEpochSecond(0, clock.now())));
            String trouble = "";
            try {
                follower.poll(one -> {
                    if (one.at() < clock.now() - OLD) tooOld.merge(source, 1L, Long::sum);
                    else news.add(one);
                });
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
                Heard before = heard.get(source);
                if (before == null || before.trouble().isEmpty())
                    LOG.warn("{} cannot be followed, and is tried again: {}", source.file(), trouble);
            }
            now.put(source, new Heard(follower.told(), follower.bad(), tooOld.getOrDefault(source, 0L), trouble));
        }
        heard = now;
    }

    /** To be called when no thread follows any more. */
    void close() {
        followers.values().forEach(Feeds::closed);
    }

    private static boolean closed(Follower follower) {
        try {
            follower.close();
        } catch (IOException e) {
            LOG.debug("{}", e.toString());
        }
        return true;
    }

    private void take(List<News> news) {
        List<News> first = news.subList(0, Math.min(AT_ONCE, news.size()));
        for (News each : first) pipeline.hear(each.at(clock.now()));
        if (first.size() < news.size()) {
            line.accept(() -> take(news.subList(AT_ONCE, news.size())));
            return;
        }
        busy = false;
        List<KnownLogin> learned = detector.learned();
        if (!learned.isEmpty()) threads.execute(() -> keep(learned));
    }

    private void keep(List<KnownLogin> learned) {
        try {
            store.learn(learned);
        } catch (JournalFailed full) { // told of again as new at worst
            LOG.warn("{}", full.getMessage());
        }
    }

    /** Entries that were not understood so far. */
    long bad() {
        return heard.values().stream().mapToLong(Heard::bad).sum();
    }

    /** Rows for {@code status}, by the file. */
    Map<String, String> status() {
        Map<String, String> rows = new TreeMap<>();
        heard.forEach((source, each) -> rows.put(
                source.file().toString(),
                each.trouble().isEmpty()
                        ? "told of " + each.told() + ", not understood " + each.bad()
                                + (each.old() == 0 ? "" : ", too old " + each.old())
                        : "cannot be followed: " + each.trouble()));
        return rows;
    }
}
