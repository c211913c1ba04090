package portcullis.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.decide.Drift;
import portcullis.decide.Judge;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.fact.Words;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.Table;

/**
 * Keeps ledger and kernel in agreement. The kernel is read beside the line, which compares: what the kernel lost with our table comes
 * back, what somebody took out of a table that stands is respected, what it holds beyond the ledger is adopted with the time it has left.
 * Owned by the line but for {@link #look}.
 */
final class Tending {
    private static final Logger LOG = LoggerFactory.getLogger(Tending.class);
    /** Under this name stands in the journal what was found in the kernel. */
    static final String KERNEL = "kernel";

    private static final long SECOND = 1_000_000_000L;
    private static final long SELDOM = 60 * SECOND;
    private static final long OFTEN = 5 * SECOND;
    /** Reading may take one part in so many of the time. */
    private static final long SHARE = 50;

    private static final Duration LONGEST_ADOPTED = Duration.ofDays(7);

    private final Judge judge;
    private final Pipeline pipeline;
    private final Armed armed;
    private final LineClock clock;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private Rulebook book;
    private boolean inTable;
    private Set<Verdict.Block> suspected = new HashSet<>();
    private boolean looking;
    private long due;
    private long dueGroundwork;
    private long mended;
    private boolean justMended;
    private Optional<String> trouble = Optional.empty();

    /** @param line runs a task on the line */
    Tending(Judge judge, Pipeline pipeline, Armed armed, LineClock clock, Executor threads, Consumer<Runnable> line) {
        this.judge = judge;
        this.pipeline = pipeline;
        this.armed = armed;
        this.clock = clock;
        this.threads = threads;
        this.line = line;
    }

    /** Whose responders are asked from here on. */
    void follow(Rulebook now) {
        book = now;
        inTable = book.lasting().stream().anyMatch(book::isInOurTable);
    }

    /**
     * Makes the host ready and brings it into agreement, before the line runs.
     *
     * @throws HostFailed where a responder could not block
     */
    void begin() throws HostFailed {
        List<Verdict.Block> ledger = judge.blocks();
        KernelReading reading = armed.look();
        Map<Address, Long> back = settle(ledger, reading);
        if (!back.isEmpty()) {
            armed.restore(back);
            LOG.info("{} of the ledger are in the kernel again", Words.count(back.size(), "block"));
        }
        for (String name : book.lasting()) {
            boolean lacked = armed.prepare(name, book.responders());
            if (!book.isInOurTable(name) && (lacked || !book.endsByItself(name)))
                pipeline.blockAgain(name, ledger, clock.now());
        }
        due = clock.now() + OFTEN;
        dueGroundwork = clock.now() + SELDOM;
    }

    /** A second has passed. @return whether our table was put back since the last one */
    boolean pass(long now) {
        boolean again = justMended;
        justMended = false;
        lookIfDue(now);
        return again;
    }

    private void lookIfDue(long now) {
        if (pipeline.hasFailed()) due = Math.min(due, now);
        if (looking || now < due) return;
        looking = true;
        List<Verdict.Block> ledger = judge.blocks();
        threads.execute(() -> look(ledger));
        if (now < dueGroundwork) return;
        dueGroundwork = now + SELDOM;
        Rulebook asked = book;
        threads.execute(() -> groundwork(asked));
    }

    /** Beside the line. */
    private void look(List<Verdict.Block> ledger) {
        long began = clock.now();
        try {
            KernelReading reading = armed.look();
            line.accept(() -> found(ledger, reading, clock.now() - began));
        } catch (HostFailed failed) {
            line.accept(() -> cannotLook(failed.getMessage()));
        }
    }

    private void cannotLook(String why) {
        if (trouble.isEmpty()) LOG.warn("the firewall cannot be read: {}", why);
        trouble = Optional.of(why);
        looking = false;
        due = clock.now() + OFTEN;
    }

    private void found(List<Verdict.Block> ledger, KernelReading reading, long cost) {
        trouble = Optional.empty();
        looking = false;
        due = clock.now() + Math.min(SELDOM, Math.max(OFTEN, SHARE * cost));
        Map<Address, Long> back = settle(ledger, reading);
        if (reading.mended()) {
            mended++;
            justMended = true;
            LOG.warn(
                    "somebody changed our table {}; it is back as it was, with {}",
                    Table.NAME,
                    Words.count(back.size(), "block"));
        }
        if (!back.isEmpty()) threads.execute(() -> restore(back));
    }

    private void restore(Map<Address, Long> back) {
        try {
            armed.restore(back);
            line.accept(() -> back.keySet().forEach(judge::stands));
        } catch (HostFailed failed) {
            line.accept(() -> cannotLook(failed.getMessage()));
        }
    }

    /** @return who must be put back into the kernel, with the seconds left */
    private Map<Address, Long> settle(List<Verdict.Block> ledger, KernelReading reading) {
        long now = clock.now();
        Drift drift = Drift.between(ledger, judge.blocks(), reading.banned(), now);
        Map<Address, Long> back = new HashMap<>();
        Set<Verdict.Block> missed = new HashSet<>();
        for (Verdict.Block block : inTable ? drift.lacking() : List.<Verdict.Block>of()) {
            boolean ours =
                    !reading.stood() || reading.lost().contains(block.source()) || judge.hasFailed(block.source());
            if (ours) back.put(block.source(), left(block, now));
            else if (suspected.contains(block)) respect(block, now);
            else missed.add(block);
        }
        suspected = missed;
        drift.unknown().forEach((source, seconds) -> adopt(source, seconds, now));
        return back;
    }

    private long left(Verdict.Block block, long now) {
        long end = Math.min(block.at() + block.span().toNanos(), judge.latestEnd());
        return Math.max(1, (end - now) / SECOND);
    }

    /** Twice it was not there, though our table was: so somebody took it out. */
    private void respect(Verdict.Block block, long now) {
        judge.release(block.source(), now, "somebody took it out of the kernel's set")
                .ifPresent(release -> pipeline.carryOut(Optional.empty(), release));
    }

    /** In the kernel and not in the ledger: we were killed between the two, or somebody put it there. It ends, as every block does. */
    private void adopt(Address source, long seconds, long now) {
        Duration span =
                seconds > LONGEST_ADOPTED.toSeconds() ? LONGEST_ADOPTED : Duration.ofSeconds(Math.max(1, seconds));
        Alarm.Proof proof = new Alarm.Proof(Mode.TCP, Kind.ODD, source, List.of(), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(source, "adopted", "was found in the kernel's set and not in the ledger")
                .provenBy(now, proof);
        Verdict verdict = judge.ban(alarm, span, "adopted with the time it had left");
        String element = " element " + Table.NAME + " " + Table.set(source) + " { " + source.plain();
        if (verdict instanceof Verdict.Block block) {
            Effect there = new Effect.Nft("add" + element + " timeout " + span.toSeconds() + "s }");
            pipeline.record(alarm, block, new Outcome(block, KERNEL, there, Outcome.State.DONE, "was there already"));
        } else {
            release(alarm, verdict, new Effect.Nft("delete" + element + " }"));
        }
    }

    /** The guard spares it, so it must not stay. */
    private void release(Alarm alarm, Verdict verdict, Effect.Nft delete) {
        threads.execute(() -> {
            Outcome outcome = armed.attempt(verdict, delete);
            line.accept(() -> pipeline.record(alarm, verdict, outcome));
        });
    }

    /** Beside the line: a responder whose set or rule somebody took away blocks again. */
    private void groundwork(Rulebook asked) {
        for (String name : asked.lasting()) {
            if (asked.isInOurTable(name)) continue;
            try {
                if (!armed.prepare(name, asked.responders())) continue;
                LOG.warn("what {} needs was gone; it is back", name);
                line.accept(() -> pipeline.blockAgain(name, judge.blocks(), clock.now()));
            } catch (HostFailed failed) {
                LOG.warn("{} cannot block: {}", name, failed.getMessage());
            }
        }
    }

    /** Rows for {@code status}. */
    Map<String, String> status() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("kernel", trouble.map(why -> "cannot be read: " + why).orElse("holds the ledger's blocks"));
        if (mended > 0) rows.put("mended", "our table was changed by others and put back " + mended + " times");
        List<String> onlyOnRelease =
                book.lasting().stream().filter(name -> !book.endsByItself(name)).toList();
        if (!onlyOnRelease.isEmpty())
            rows.put("needs us", String.join(", ", onlyOnRelease) + ": blocks end only while this runs");
        return rows;
    }
}
