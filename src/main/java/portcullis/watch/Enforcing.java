package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.config.Key;
import portcullis.config.Response;
import portcullis.config.Settings;
import portcullis.decide.Judge;
import portcullis.decide.Protected;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.fact.Words;
import portcullis.respond.Rehearsal;
import portcullis.respond.Runner;
import portcullis.respond.host.Banners;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.Table;

/**
 * Whether what is decided is carried out: not at all, on trial until somebody confirms, or in earnest. A trial that nobody confirms is
 * undone, by the watcher or, where that was killed, by the kernel. Owned by the line.
 */
final class Enforcing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Enforcing.class);
    private static final long SECOND = 1_000_000_000L;
    private static final Duration FOR_THE_LAST = Duration.ofMillis(1_500);

    private final Optional<Armed> armed;
    private final LineClock clock;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private final long began;
    private Optional<Tending> tending = Optional.empty();
    private Optional<Holding> holding = Optional.empty();
    private Optional<Long> deadline = Optional.empty();
    private boolean undone;
    private List<Network> guarded = List.of();
    private Judge judge;
    private Pipeline pipeline;
    private Rulebook book;

    private Enforcing(Optional<Armed> armed, LineClock clock, Executor threads, Consumer<Runnable> line) {
        this.armed = armed;
        this.clock = clock;
        this.threads = threads;
        this.line = line;
        this.began = clock.now();
    }

    static Enforcing observing() {
        return new Enforcing(Optional.empty(), new LineClock(), Runnable::run, Runnable::run);
    }

    /** @param line runs a task on the line */
    static Enforcing armed(
            Arming arming,
            Settings settings,
            Banners banners,
            LineClock clock,
            Executor threads,
            Consumer<Runnable> line) {
        Enforcing[] self = new Enforcing[1];
        Armed armed = new Armed(
                arming.hard() || settings.isOn(Key.BLOCK_HARD),
                settings.isOn(Key.REFLEX),
                banners,
                threads,
                outcome -> line.accept(() -> self[0].pipeline.late(outcome)));
        self[0] = new Enforcing(Optional.of(armed), clock, threads, line);
        self[0].deadline = arming.confirm().map(span -> clock.now() + span.toNanos());
        return self[0];
    }

    Runner runner() {
        return armed.<Runner>map(Armed::runner).orElseGet(Rehearsal::new);
    }

    /** @throws HostFailed where this host does not let us block, with what it says */
    void begin(Judge judge, Pipeline pipeline, Rulebook book) throws HostFailed {
        this.judge = judge;
        this.pipeline = pipeline;
        this.book = book;
        if (armed.isEmpty()) return;
        judge.endAllBy(deadline.orElse(Long.MAX_VALUE));
        armed.get().protect(guarded);
        Tending opened = new Tending(judge, pipeline, armed.get(), clock, threads, line);
        opened.follow(book);
        opened.begin();
        tending = Optional.of(opened);
        holding = armed.get().reflex().map(reflex -> new Holding(reflex, judge, threads, line));
    }

    /** Makes the first block as quick as the next ones. */
    void warm() {
        armed.ifPresent(Armed::warm);
    }

    /** Which ports nobody serves and some mode watches at a first packet. */
    void watch(Ports tcp, Ports udp) {
        boolean answersTcp = book.settings().response(Transport.TCP) == Response.RESPOND;
        boolean answersUdp = book.settings().response(Transport.UDP) == Response.RESPOND;
        holding.ifPresent(each -> each.watch(answersTcp ? tcp : Ports.NONE, answersUdp ? udp : Ports.NONE));
    }

    /** Other settings, rules and responders from here on. */
    void follow(Rulebook next) {
        book = next;
        tending.ifPresent(each -> each.follow(next));
    }

    /** Whom no ban may reach. */
    void protect(Protected now) {
        List<Network> all = now.all();
        if (all.equals(guarded)) return;
        guarded = all;
        if (tending.isPresent()) threads.execute(() -> tell(all));
    }

    private void tell(List<Network> all) {
        try {
            armed.orElseThrow().protect(all);
        } catch (HostFailed failed) {
            LOG.warn("the firewall was not told whom to protect: {}", failed.getMessage());
        }
    }

    /** A second has passed. */
    void pass(long now) {
        if (tending.map(each -> each.pass(now)).orElse(false)) holding.ifPresent(Holding::renew);
        holding.ifPresent(each -> each.pass(now));
        if (deadline.isPresent() && now >= deadline.get()) undo();
    }

    /** Nobody has confirmed: what was changed since the start is taken back, and from here on only observed. */
    private void undo() {
        LOG.warn("nobody confirmed in time: what was changed is taken back, and from here on only observed");
        deadline = Optional.empty();
        tending = Optional.empty();
        holding = Optional.empty();
        undone = true;
        for (Verdict.Block block : judge.blocks()) {
            if (block.at() < began) continue;
            judge.release(block.source(), clock.now(), "nobody confirmed in time")
                    .ifPresent(release -> pipeline.carryOut(Optional.empty(), release));
        }
        pipeline.runWith(new Rehearsal());
        judge.endAllBy(Long.MAX_VALUE);
        Rulebook asked = book;
        threads.execute(() -> armed.orElseThrow().undo(asked));
    }

    List<List<String>> confirm() {
        if (deadline.isEmpty())
            return List.of(List.of("error", undone ? "too late: it was taken back" : "nothing waits to be confirmed"));
        deadline = Optional.empty();
        judge.endAllBy(Long.MAX_VALUE);
        for (String name : book.lasting()) // blocks of an earlier run were shortened for the trial
        pipeline.blockAgain(name, judge.blocks(), clock.now());
        return List.of(
                List.of("ok"), List.of("confirm", "confirmed: blocks last as long as settings say from here on"));
    }

    /** Who is spared now, for {@code status}. */
    String spared() {
        return guarded.stream().map(Network::toString).collect(Collectors.joining(" "));
    }

    /** Rows for {@code status}. */
    Map<String, String> status(long now) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("mode", mode(now));
        armed.filter(each -> !undone).ifPresent(each -> rows.put("firewall", Table.NAME + " through " + each.door()));
        tending.ifPresent(each -> rows.putAll(each.status()));
        holding.ifPresent(each -> rows.putAll(each.status()));
        return rows;
    }

    private String mode(long now) {
        if (undone) return "observe: nobody confirmed in time, so everything was taken back";
        if (armed.isEmpty()) return "observe: nothing is carried out";
        return deadline.map(end -> "enforce, on trial: taken back in "
                        + Words.span(Duration.ofSeconds((end - now) / SECOND)) + " unless confirmed")
                .orElse("enforce");
    }

    /** What goes on blocking when we end. */
    List<String> remaining() {
        if (tending.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>();
        List<Verdict.Block> blocks = judge.blocks();
        for (String name : book.lasting()) {
            lines.add(
                    book.endsByItself(name)
                            ? name + ": " + Words.count(blocks.size(), "block")
                                    + (blocks.isEmpty() ? "" : ", each ends by itself")
                            : name + ": nothing; its blocks are taken back now, and made again at the next start");
        }
        lines.add("nft delete table " + Table.NAME + " lifts all that are in " + Table.NAME);
        return lines;
    }

    /** Orderly: programs under way may end, and blocks that nobody else would end are taken back. */
    void end() {
        if (tending.isEmpty()) return;
        for (String name : book.lasting())
            if (!book.endsByItself(name)) pipeline.releaseWith(name, judge.blocks(), clock.now());
        try {
            if (!armed.orElseThrow().settle(FOR_THE_LAST)) LOG.warn("some commands were still running at the end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        armed.ifPresent(Armed::close);
    }
}
