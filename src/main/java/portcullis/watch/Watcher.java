package portcullis.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.capture.CaptureFailed;
import portcullis.capture.Frame;
import portcullis.capture.live.FrameQueue;
import portcullis.capture.live.KernelFilter;
import portcullis.decide.Judge;
import portcullis.decode.Decoded;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Entry;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Transport;
import portcullis.journal.Journal;
import portcullis.journal.JournalFailed;
import portcullis.journal.Remembered;
import portcullis.journal.Store;
import portcullis.respond.Policies;
import portcullis.respond.Rehearsal;
import portcullis.respond.Responders;

/**
 * Wires the rooms on a live host, in observe mode: what would be done is told and journalled, and nothing is done. One thread owns the
 * line from packet to verdict; others only fill its queue, write the journal, or bring an administrator's orders to it.
 */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final int QUEUE = 1 << 16;
    private static final int MOST_AT_ONCE = 4_096;
    private static final int MOST_ORDERS = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE = 50_000_000L;
    private static final Duration DISK_PAUSE = Duration.ofSeconds(1);

    private final Plan plan;
    private final Wiring wiring;
    private final LineClock clock = new LineClock();
    private final FrameQueue queue = new FrameQueue(QUEUE);
    private final ExecutorService threads = Executors.newCachedThreadPool(Watcher::daemon);
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(MOST_ORDERS);
    private final HostView view;
    private final Listening listening;
    private final Store store;
    private final Responders responders;
    private final Detector detector;
    /** Asked of the rules once: a port is one of 65,536 questions. */
    private final Ports watchedTcp;

    private final Ports watchedUdp;
    private final Judge judge;
    private final Pipeline pipeline;
    private final Control control;
    private final Orders desk;
    private final long began = clock.now();
    private volatile boolean stopping; // written by who asks to stop, read by the line

    private record Order(List<String> words, CompletableFuture<List<List<String>>> answer) {}

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "portcullis");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens everything, captures first: what comes while the rest is made ready waits in the queue. */
    public static Watcher open(Plan plan, Journal told) throws Refused, CaptureFailed, JournalFailed, IOException {
        return new Watcher(plan, told);
    }

    private Watcher(Plan plan, Journal told) throws Refused, CaptureFailed, JournalFailed, IOException {
        this.plan = plan;
        this.wiring = new Wiring(plan.settings());
        this.view = new HostView(plan.interfaces(), plan.loopback());
        view.poll(clock.now());
        if (!view.unknown().isEmpty()) {
            throw CaptureFailed.unavailable("there is no interface " + String.join(", ", view.unknown()));
        }
        RuleBase rules =
                RuleBase.of(RuleBase.rendered(plan.rules(), plan.settings().literals()), plan.cache());
        this.detector = new Detector(
                rules,
                plan.settings().facts(),
                new Surroundings(view.host(), wiring.heldTcp(), System.nanoTime()),
                wiring.memory());
        this.watchedTcp = detector.watched(Transport.TCP);
        this.watchedUdp = detector.watched(Transport.UDP);
        this.listening = new Listening(queue, clock, threads);
        listening.follow(view.links(), filter());
        this.responders = responders();
        this.judge = wiring.judge(view.own());
        this.store = Store.open(plan.journal());
        restore();
        this.pipeline = new Pipeline(detector, judge, responders, wiring.names(), new Rehearsal(), both(told));
        this.desk = new Orders(judge, pipeline, store, clock);
        protect();
        threads.execute(() -> store.write(DISK_PAUSE));
        this.control = Control.open(plan.control(), this::order);
        threads.execute(control::answer);
    }

    private Responders responders() throws Refused {
        Policies folder = new Policies(
                plan.policies(),
                plan.settings().options(),
                plan.cache(),
                plan.settings().span(portcullis.config.Key.RESPONDER_LIMIT));
        List<String> names = wiring.names().values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        return Responders.load(folder, names, threads);
    }

    private Journal both(Journal told) {
        return new Journal() {
            @Override
            public void record(Entry entry) {
                store.record(entry);
                told.record(entry);
            }
        };
    }

    /** Blocks that were in force go on; how often each source was blocked is remembered either way. */
    private void restore() throws JournalFailed {
        for (Remembered block : store.ledger()) judge.remember(block.block(), block.times(), block.isReleased());
    }

    private String filter() {
        return new KernelFilter(
                        watchedTcp,
                        watchedUdp,
                        view.served(),
                        view.own(),
                        view.host().links(),
                        view.ephemeral())
                .text();
    }

    /** The line: returns when it is asked to stop. */
    public void run() {
        Decoder decoder = new Decoder();
        PacketView packet = new PacketView();
        Frame frame = new Frame();
        long next = clock.now();
        while (!stopping) {
            boolean found = queue.take(frame, PATIENCE);
            for (int i = 0; found && i < MOST_AT_ONCE; i++) {
                if (decoder.decode(frame, packet) == Decoded.PACKET) pipeline.step(packet);
                found = queue.take(frame);
            }
            long now = clock.now();
            if (now >= next) {
                next = now + SECOND;
                pipeline.pass(now);
                lookAround(now);
            }
            for (Order order = orders.poll(); order != null; order = orders.poll())
                order.answer.complete(answer(order.words));
        }
    }

    private void lookAround(long now) {
        try {
            boolean changed = view.poll(now);
            if (changed) detector.watch(view.host());
            listening.follow(view.links(), filter());
            protect();
        } catch (CaptureFailed e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void protect() {
        judge.protect(wiring.guarded(view.own(), view.gateways(), view.resolvers(), view.administrators()));
    }

    /** From the thread of the control socket to the line and back. */
    private List<List<String>> order(List<String> words) {
        Order order = new Order(words, new CompletableFuture<>());
        if (!orders.offer(order)) return List.of(List.of("error", "too many orders are waiting"));
        queue.wake();
        try {
            return order.answer.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(List.of("error", "interrupted"));
        } catch (ExecutionException | TimeoutException e) {
            return List.of(List.of("error", "the watcher does not answer"));
        }
    }

    private List<List<String>> answer(List<String> words) {
        return switch (words.get(0)) {
            case "status" -> status();
            case "stop" -> {
                stop();
                yield List.of(List.of("ok"));
            }
            default -> desk.answer(words);
        };
    }

    private List<List<String>> status() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ok")));
        add(rows, "mode", "observe: nothing is carried out");
        add(rows, "modes", plan.settings().modes().toString().toLowerCase(java.util.Locale.ROOT));
        add(rows, "up", (clock.now() - began) / SECOND + " s");
        add(rows, "interfaces", String.join(" ", listening.names()));
        add(rows, "served", "tcp " + view.served(Transport.TCP) + "  udp " + view.served(Transport.UDP));
        add(rows, "received", listening.counts().received());
        add(rows, "dropped", listening.counts().dropped() + queue.dropped());
        add(rows, "probes", detector.census().probes());
        add(rows, "sources", detector.census().sources());
        add(rows, "blocks", judge.blocks().size());
        add(
                rows,
                "journal",
                store.health()
                        .trouble()
                        .orElse("written " + store.health().written() + ", waiting "
                                + store.health().waiting() + ", lost "
                                + store.health().lost()));
        detector.problems().forEach(problem -> add(rows, "problem", problem.toString()));
        return rows;
    }

    private static void add(List<List<String>> rows, String name, Object value) {
        rows.add(List.of(name, String.valueOf(value)));
    }

    /** Asks the line to end; for any thread, a signal's too. */
    public void stop() {
        stopping = true;
        queue.wake();
    }

    /** What is listened to, and what the host serves, for the first line. */
    public String sentence() {
        return "watching " + String.join(", ", listening.names()) + "; serves tcp " + view.served(Transport.TCP)
                + " udp " + view.served(Transport.UDP);
    }

    @Override
    public void close() {
        control.close();
        listening.close();
        store.finish();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) threads.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
        responders.close();
        detector.close();
    }
}
