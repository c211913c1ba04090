package portcullis.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Host;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Words;

/**
 * Takes up other settings, rules and responders: they are read and compiled beside the line, stand the scenarios, are compared on what
 * came lately, and are swapped in between two packets. What does not stand leaves the old in force, and {@code status} says so until it is
 * mended. One reload at a time; for any thread but the line's.
 */
final class Reloading {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final int MOST_TOLD = 10;

    private final Plan plan;
    private final ExecutorService threads;
    private final LineClock clock;
    private final Notify notify;
    private final Line line;
    private final Edits edits;
    /** Written by the reloading thread, read by that which looks for edits. */
    private volatile Rulebook book;
    /** Written by the reloading thread, read by the line. */
    private volatile List<List<String>> state = List.of();

    /** What the line is asked for, and how; each call returns when the line has answered. */
    interface Line {
        <T> T ask(Supplier<T> question);

        /** The host, and the latest packets; on the line only. */
        Situation situation();

        /** Follows it from here on; on the line only. */
        void follow(Rulebook next);
    }

    record Situation(Host host, Recent recent) {}

    Reloading(Plan plan, ExecutorService threads, LineClock clock, Notify notify, Rulebook book, Line line) {
        this.plan = plan;
        this.threads = threads;
        this.clock = clock;
        this.notify = notify;
        this.book = book;
        this.line = line;
        this.edits = new Edits(this::sources);
    }

    /** What the administrator writes; the list of ignored networks as well, where it has a file of its own. */
    private List<Path> sources() {
        List<Path> sources = new ArrayList<>(plan.sources());
        String ignored = book.settings().text(Key.IGNORE_FILE);
        if (!ignored.isEmpty())
            sources.add(plan.upkeep()
                    .settings()
                    .map(file -> file.toAbsolutePath().resolveSibling(ignored))
                    .orElse(Path.of(ignored)));
        return sources;
    }

    /**
     * Reads everything again and follows it.
     *
     * @return pairs of what has changed and how
     * @throws Refused with what is wrong; nothing has changed then
     */
    synchronized List<List<String>> reload() throws Refused {
        edits.taken();
        notify.reloading();
        try {
            List<List<String>> rows = takeUp();
            rows.forEach(row -> LOG.info("reload: {}: {}", row.get(0), row.get(1)));
            state = List.of(List.of("reload", "in force since " + time()));
            return rows;
        } catch (Refused refused) {
            refused.problems().forEach(problem -> LOG.warn("reload: {}", problem));
            LOG.warn("nothing has changed; the old settings, rules and responders stay in force");
            state = refusal(refused.problems());
            throw refused;
        } finally {
            notify.ready("watching");
        }
    }

    /** The same where nobody waits for an answer. */
    void reloadOrSay() {
        try {
            reload();
        } catch (Refused said) {
            LOG.debug("a reload was refused", said);
        }
    }

    /** Looks whether somebody has changed files, and takes them up. */
    void look() {
        if (edits.haveSettled()) reloadOrSay();
    }

    private List<List<String>> takeUp() throws Refused {
        Rulebook next = Rulebook.read(plan, threads);
        List<List<String>> rows = new ArrayList<>();
        try {
            rows.addAll(Changes.between(book, next));
            if (!next.isWrittenAs(book)) tryOut(next.settings()).ifPresent(rows::add);
            Duration span = next.settings().span(Key.RELOAD_RECENT);
            if (!span.isZero() && !rows.isEmpty())
                compare(next, span).forEach(said -> rows.add(List.of("recent", said)));
        } catch (Refused refused) {
            next.responders().close();
            throw refused;
        }
        Rulebook before = book;
        book = next;
        line.ask(() -> {
            line.follow(next);
            return next;
        });
        before.responders().close();
        rows.add(List.of("reload", "settings, rules and responders are in force"));
        return rows;
    }

    /** Scenarios have settings of their own, so they are played only where rules or responders are others. */
    private Optional<List<String>> tryOut(Settings settings) throws Refused {
        Duration limit = settings.span(Key.RELOAD_SCENARIOS);
        if (limit.isZero()) return Optional.empty();
        long end = clock.now() + limit.toNanos();
        Trial.Result result = plan.upkeep().trial().play(() -> clock.now() >= end);
        if (!result.failed().isEmpty()) throw new Refused(result.failed());
        if (result.all() == 0) return Optional.empty();
        return Optional.of(List.of(
                "scenarios",
                result.played() == result.all()
                        ? Words.count(result.all(), "scenario") + " passed"
                        : result.played() + " of " + Words.count(result.all(), "scenario") + " passed, for more "
                                + Words.span(limit) + " were too short"));
    }

    private List<String> compare(Rulebook next, Duration span) {
        Situation now = line.ask(line::situation);
        return Comparison.between(book, next, now.host(), now.recent(), clock.now(), span);
    }

    private List<List<String>> refusal(List<Problem> problems) {
        String told = problems.stream().limit(MOST_TOLD).map(Problem::toString).collect(Collectors.joining(" | "));
        String more = problems.size() > MOST_TOLD ? " | and " + (problems.size() - MOST_TOLD) + " more" : "";
        return List.of(
                List.of("reload", "refused at " + time() + "; the old settings, rules and responders stay in force"),
                List.of("refused", told + more));
    }

    private String time() {
        return Instant.ofEpochSecond(0, clock.now())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Rows for {@code status}; none before the first reload. */
    List<List<String>> status() {
        return state;
    }
}
