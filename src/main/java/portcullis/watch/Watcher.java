package portcullis.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.capture.CaptureFailed;
import portcullis.capture.Frame;
import portcullis.capture.held.HeldPorts;
import portcullis.capture.live.Door;
import portcullis.capture.live.FrameQueue;
import portcullis.capture.live.KernelFilter;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.decide.Judge;
import portcullis.decide.Protected;
import portcullis.decode.Decoded;
import portcullis.decode.Decoder;
import portcullis.decode.PacketView;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Address;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.Outcome;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;
import portcullis.journal.JournalFailed;
import portcullis.journal.Remembered;
import portcullis.journal.Store;
import portcullis.respond.Lasting;
import portcullis.respond.host.HostFailed;

/**
 * Wires the rooms on a live host. One thread owns the line from packet to verdict; others only fill its queue, write the journal, run
 * programs, read the kernel, or bring an administrator's orders to it.
 */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    /** Packets that may wait for the line: few where the kernel's ring keeps the rest, more where libpcap drops them. */
    private static final int QUEUE_BEHIND_RING = 1 << 14;

    private static final int QUEUE_BEHIND_PCAP = 1 << 16;
    private static final int MOST_AT_ONCE = 4_096;
    private static final int MOST_ORDERS = 64;
    private static final long SECOND = 1_000_000_000L;
    /** Of this many parts of the line's time one goes to making filters, but within this many nanoseconds it is made. */
    private static final long FILTER_SHARE = 20;

    private static final long FILTER_DELAY = 10 * SECOND;
    /** What comes meanwhile waits. */
    private static final long LONGEST_DRILL = SECOND / 2;

    private static final int MOST_KNOWN_LOGINS = 10_000;
    private static final Duration DISK_PAUSE = Duration.ofSeconds(1);

    private final Plan plan;
    private final LineClock clock = new LineClock();
    private final FrameQueue queue;
    private final ExecutorService threads = Executors.newCachedThreadPool(Watcher::daemon);
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(MOST_ORDERS);
    /** What other threads found out; bounded by how many programs may wait and by one look at the kernel at a time. */
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();

    private final Notify notify = new Notify(System.getenv());
    private final Telling telling;
    private final Paced paced;
    private final HostView view;
    private final Publishing publishing;
    private final Listening listening;
    private final Store store;
    private final Detector detector;
    private final Judge judge;
    private final Pipeline pipeline;
    private final Enforcing enforcing;
    private final Caps caps;
    private final Flood flood = new Flood();
    private final Sampled sampled;
    private final Retention retention;
    private final Sightings sightings;
    private final Shortfall shortfall;
    private final Digesting digesting;
    private final Feeds feeds;
    private final Names names = new Names(Names::ofThisHost, threads, this::errand);
    private final Control control;
    private final Orders desk;
    private final Recent recent = new Recent();
    private final Reloading reloading;
    /** Set by the line, taken back by the thread that looks, which need not wake the line for it. */
    private volatile boolean looksForEdits;

    private long nextLook;
    private final long began = clock.now();
    private final HeldPorts held;
    private Rulebook book;
    /** Asked of the rules once: a port is one of 65,536 questions. */
    private Map<Kind, Ports> watched;

    private final Derived<String> filterText = new Derived<>();
    private final Derived<Ports> unservedTcp = new Derived<>();
    private final Derived<Ports> unservedUdp = new Derived<>();
    private String filter;
    private long nextFilter;
    private volatile boolean stopping; // written by who asks to stop, read by the line

    private record Order(List<String> words, CompletableFuture<List<List<String>>> answer) {}

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "portcullis");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens everything, captures first: what comes while the rest is made ready waits in the queue.
     *
     * @throws HostFailed where it is to enforce and this host does not let it
     */
    public static Watcher open(Plan plan, Voice voice)
            throws Refused, CaptureFailed, JournalFailed, HostFailed, IOException {
        return new Watcher(plan, voice);
    }

    private Watcher(Plan plan, Voice voice) throws Refused, CaptureFailed, JournalFailed, HostFailed, IOException {
        this.plan = plan;
        this.queue = new FrameQueue(plan.capture() == Door.RING ? QUEUE_BEHIND_RING : QUEUE_BEHIND_PCAP);
        this.telling = new Telling(voice);
        threads.execute(Store::warm);
        this.book = Rulebook.read(plan, threads);
        this.paced = new Paced(telling, Pace.of(book.settings()));
        this.view = new HostView(plan.interfaces(), plan.loopback(), book.settings());
        this.publishing = new Publishing(threads, this::errand);
        view.publish(publishing.ports());
        view.poll(clock.now());
        if (!view.unknown().isEmpty()) {
            throw CaptureFailed.unavailable("there is no interface " + String.join(", ", view.unknown()));
        }
        this.detector = new Detector(
                book.rules(),
                book.settings().facts(),
                new Surroundings(view.host(), book.wiring().heldTcp(), System.nanoTime()),
                book.wiring().memory());
        askForPorts();
        // Before the held ports: libnftables waits with select(), which ends the program where its socket's number is
        // above 1023.
        this.enforcing = plan.arming().enforce()
                ? Enforcing.armed(plan.arming(), book.settings(), this::say, clock, threads, this::errand)
                : Enforcing.observing();
        this.held = new HeldPorts();
        hold();
        threads.execute(held::run);
        this.filter = filter();
        this.listening = new Listening(plan.capture(), queue, clock, threads);
        listen();
        this.judge = book.wiring().judge(view.own(), book.responders());
        this.store = Store.open(plan.journal());
        restore();
        this.sampled = new Sampled(store);
        this.pipeline = new Pipeline(
                detector, judge, book.responders(), book.wiring().names(), enforcing.runner(), both(sampled));
        this.caps = new Caps(judge);
        this.retention = new Retention(store, threads);
        this.sightings = new Sightings(judge, store, threads, this::errand);
        this.shortfall = new Shortfall(store, threads);
        this.digesting = new Digesting(store, Mailing::send, ZoneId.systemDefault(), threads);
        this.feeds = new Feeds(pipeline, detector, store, clock, threads, this::errand);
        detector.recall(store.knownLogins(MOST_KNOWN_LOGINS));
        detector.tell(sightings);
        note(book.settings());
        names.follow(book.settings().names(Key.BLOCK_NEVER));
        names.begin();
        this.desk = new Orders(judge, pipeline, store, clock);
        protect();
        threads.execute(() -> store.write(DISK_PAUSE));
        enforcing.begin(judge, pipeline, book);
        this.reloading = new Reloading(plan, threads, clock, notify, book, new Renewed());
        this.control = Control.open(plan.control(), plan.group(), threads, this::order);
        threads.execute(control::answer);
        threads.execute(() -> telling.run(clock)); // whoever hears that it is active may rely on that
        Signals.onHangUp(reloading::reloadOrSay);
    }

    /** Keeps hold of the ports of the modes tcp and udp, as far as nobody serves them. */
    private void hold() {
        held.want(book.wiring().heldTcp(), book.wiring().heldUdp());
        held.poll(view.taken(Transport.TCP), view.taken(Transport.UDP));
        view.hold(held.ports(Transport.TCP), held.ports(Transport.UDP));
    }

    private void askForPorts() {
        watched = detector.watched();
    }

    private void errand(Runnable task) {
        errands.add(task);
        queue.wake();
    }

    private Outcome.State say(Address source, String text, Consumer<Boolean> later) {
        return held.say(source, text, later);
    }

    private Journal both(Sampled sampled) {
        return new Journal() {
            @Override
            public void record(Entry entry) {
                sampled.record(entry);
                paced.record(entry);
                keep(entry);
            }
        };
    }

    private void keep(Entry entry) {
        if (entry instanceof Verdict.Release release) telling.released(release);
        if (entry instanceof Outcome outcome
                && outcome.verdict() instanceof Verdict.Block block
                && telling.keepsBlocks()
                && keepsAway(outcome)
                && judge.holds(block.source())) telling.blocked(block, true);
    }

    /** A mail about a block that the firewall refused keeps nobody away; where nothing lasts, what was done is all there is. */
    private boolean keepsAway(Outcome outcome) {
        boolean isHeard = outcome.effect() instanceof Effect.Banner || outcome.effect() instanceof Effect.Say;
        if (outcome.state() != Outcome.State.DONE || isHeard) return false;
        return outcome.responder().equals(Tending.KERNEL)
                || book.responders().lasting(outcome.responder()) != Lasting.NOTHING
                || book.lasting().isEmpty();
    }

    /** Blocks that were in force go on; what was only rehearsed is no block of an armed watcher. */
    private void restore() throws JournalFailed {
        long now = clock.now();
        for (Remembered written : store.ledger()) {
            Remembered block = written.asOf(now);
            if (plan.arming().enforce() && !block.isCarriedOut()) continue;
            judge.remember(block.block(), block.times(), block.isReleased());
            if (plan.arming().enforce() && !block.isDone()) judge.failed(block.block());
            else if (plan.arming().enforce() && !block.isReleased()) telling.blocked(block.block(), false);
        }
    }

    /** To make a program of a filter takes libpcap long where ports are many, and a host may open some each second. */
    private void listen() throws CaptureFailed {
        long begun = clock.now();
        listening.follow(view.links(), filter);
        long taken = clock.now() - begun;
        nextFilter = begun + Math.min(FILTER_SHARE * taken, FILTER_DELAY);
    }

    private String filter() {
        Ports ours = held.ports(Transport.TCP);
        List<Served> served = view.lasting();
        List<Network> own = view.own();
        List<Network> links = view.host().links();
        PortRange ephemeral = view.ephemeral();
        return filterText.of(
                List.of(watched, ours, served, own, links, ephemeral),
                () -> new KernelFilter(watched, ours, served, own, links, ephemeral).text());
    }

    /** The line: returns when it is asked to stop. What comes before it is warm waits in the queue. */
    public void run() {
        Drill.rehearse(book, clock, clock.now() + LONGEST_DRILL);
        enforcing.warm();
        System.gc(); // nothing of what starting took is needed again; a flood that finds the heap full of it makes it
        // grow
        Decoder decoder = new Decoder();
        PacketView packet = new PacketView();
        Frame frame = new Frame();
        long next = clock.now();
        notify.ready(sentence());
        while (!stopping) {
            boolean found = queue.take(frame, next - clock.now());
            for (int i = 0; found && i < MOST_AT_ONCE; i++) {
                Decoded decoded = decoder.decode(frame, packet);
                if (decoded == Decoded.PACKET) {
                    pipeline.step(packet);
                    recent.add(packet);
                } else shortfall.undecoded(decoded);
                found = queue.take(frame);
            }
            long now = clock.now();
            if (now >= next) {
                next = now + SECOND;
                pipeline.pass(now);
                lookAround(now);
                enforcing.pass(now);
                paced.pass(now);
                caps.pass(now);
                flood.pass(now, detector.census());
                retention.pass(now, book.settings());
                sightings.pass(now);
                feeds.pass(now, book.settings());
                shortfall.pass(now, this::shortfalls);
                digesting.pass(now, book.settings());
                names.pass(now);
                lookForEdits(now);
                if (notify.watchdog().isPresent())
                    notify.alive(detector.census().probes() + " probes, " + judge.inForce() + " blocks");
            }
            for (int left = errands.size(); left > 0; left--)
                errands.remove().run(); // one that adds another lets packets go first
            for (Order order = orders.poll(); order != null; order = orders.poll())
                order.answer.complete(answer(order.words));
        }
    }

    /** What came since the start and is not told of one by one. */
    private Map<String, Long> shortfalls() {
        return Map.of(
                "packets that the kernel or the queue dropped",
                listening.counts().dropped() + queue.dropped(),
                "entries of other logs",
                feeds.bad(),
                "alarms that were only counted",
                sampled.leftOut(),
                "alarms that a limit left unanswered",
                judge.limited(),
                "entries that the journal had no room for",
                store.health().lost());
    }

    private void lookForEdits(long now) {
        if (looksForEdits || now < nextLook || !book.settings().isOn(Key.RELOAD_ON_CHANGE)) return;
        looksForEdits = true;
        nextLook = now + 2 * SECOND;
        threads.execute(() -> {
            try {
                reloading.look();
            } finally {
                looksForEdits = false;
            }
        });
    }

    private void lookAround(long now) {
        try {
            publishing.pass(now);
            view.publish(publishing.ports());
            boolean changed = view.poll(now);
            hold();
            if (changed) detector.watch(view.host());
            if (now >= nextFilter) filter = filter();
            listen();
            protect();
            List<Object> parts = List.of(watched, book.wiring().heldTcp(), view.served());
            enforcing.watch(
                    unservedTcp.of(parts, () -> unserved(Transport.TCP)),
                    unservedUdp.of(parts, () -> unserved(Transport.UDP)));
        } catch (CaptureFailed e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** The ports at which a first packet counts, and that are neither served on any of our addresses nor held by us. */
    private Ports unserved(Transport transport) {
        BitSet ports =
                watched.get(transport == Transport.TCP ? Kind.SYN : Kind.UDP).bits();
        if (transport == Transport.TCP) ports.andNot(book.wiring().heldTcp().bits());
        for (Served served : view.served()) {
            boolean outside =
                    served.transport() == transport && !served.address().isLoopback();
            if (outside) ports.andNot(served.ports().bits());
        }
        return Ports.of(ports);
    }

    private void protect() {
        Protected guarded = book.wiring().guarded(view.own(), view.surrounding(names.networks()));
        judge.protect(guarded);
        sightings.guard(guarded, clock.now());
        enforcing.protect(guarded);
    }

    /** A question from another thread to the line. */
    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        errand(() -> answer.complete(question.get()));
        return answer.join();
    }

    private final class Renewed implements Reloading.Line {
        @Override
        public <T> T ask(Supplier<T> question) {
            return Watcher.this.ask(question);
        }

        @Override
        public Reloading.Situation situation() {
            return new Reloading.Situation(view.host(), recent.copy());
        }

        @Override
        public void follow(Rulebook next) {
            Watcher.this.follow(next);
        }
    }

    private void follow(Rulebook next) {
        book = next;
        detector.reload(
                next.rules(),
                next.settings().facts(),
                next.wiring().memory(),
                next.wiring().heldTcp());
        judge.obey(next.wiring().policies(), next.wiring().limits(next.responders()));
        pipeline.respondWith(next.responders(), next.wiring().names());
        paced.keep(Pace.of(next.settings()));
        enforcing.follow(next);
        names.follow(next.settings().names(Key.BLOCK_NEVER));
        askForPorts();
        note(next.settings());
        nextFilter = clock.now();
        lookAround(clock.now());
    }

    /** Whoever explains what came from here on must know by which settings. */
    private void note(Settings settings) {
        long now = clock.now();
        threads.execute(() -> {
            try {
                store.settings(now, Settings.text(settings.changed()));
            } catch (JournalFailed full) {
                LOG.warn("{}", full.getMessage());
            }
        });
    }

    /** From the thread of the control socket to the line and back. */
    private List<List<String>> order(List<String> words) {
        if (words.get(0).equals("reload")) return reloaded();
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

    private List<List<String>> reloaded() {
        try {
            List<List<String>> rows = new ArrayList<>(List.of(List.of("ok", "what", "text")));
            rows.addAll(reloading.reload());
            return rows;
        } catch (Refused refused) {
            List<List<String>> rows =
                    new ArrayList<>(List.of(List.of("error", "nothing has changed; the old ones stay in force")));
            refused.problems().forEach(problem -> rows.add(List.of(problem.toString())));
            return rows;
        }
    }

    private List<List<String>> answer(List<String> words) {
        return switch (words.get(0)) {
            case "status" -> status();
            case "confirm" -> enforcing.confirm();
            case "stop" -> {
                stop();
                List<List<String>> rows = new ArrayList<>(List.of(List.of("ok")));
                enforcing.remaining().forEach(line -> rows.add(List.of("remains", line)));
                yield rows;
            }
            default -> desk.answer(words);
        };
    }

    private List<List<String>> status() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ok")));
        enforcing.status(clock.now()).forEach((name, value) -> add(rows, name, value));
        add(rows, "modes", book.settings().modes().toString().toLowerCase(java.util.Locale.ROOT));
        add(rows, "up", (clock.now() - began) / SECOND + " s");
        add(rows, "interfaces", String.join(" ", listening.names()));
        add(rows, "capture", listening.doors());
        add(rows, "served", "tcp " + view.served(Transport.TCP) + "  udp " + view.served(Transport.UDP));
        hold(rows, Transport.TCP);
        hold(rows, Transport.UDP);
        add(rows, "received", listening.counts().received());
        add(rows, "dropped", listening.counts().dropped() + queue.dropped());
        add(rows, "probes", detector.census().probes());
        add(rows, "sources", detector.census().sources());
        add(rows, "blocks", judge.inForce());
        if (judge.limited() > 0) add(rows, "limits", caps.sentence());
        if (detector.census().turnedAway() > 0) add(rows, "flood", flood.sentence(detector.census(), sampled, paced));
        add(rows, "spared", enforcing.spared());
        add(
                rows,
                "journal",
                store.health()
                        .trouble()
                        .orElse("written " + store.health().written() + ", waiting "
                                + store.health().waiting() + ", lost "
                                + store.health().lost()
                                + (sightings.leftOut() == 0 ? "" : ", touches only counted " + sightings.leftOut())));
        feeds.status().forEach((name, value) -> add(rows, name, value));
        digesting.status(clock.now(), book.settings()).forEach((name, value) -> add(rows, name, value));
        String shadows = book.rules().cards().stream()
                .filter(RuleCard::isShadow)
                .map(RuleCard::id)
                .collect(Collectors.joining(", "));
        if (!shadows.isEmpty()) add(rows, "on probation", shadows);
        reloading.status().forEach(rows::add);
        detector.problems().forEach(problem -> add(rows, "problem", problem.toString()));
        return rows;
    }

    private void hold(List<List<String>> rows, Transport transport) {
        Ports ports = held.ports(transport);
        if (!ports.ranges().isEmpty()) add(rows, "holds", transport.word() + " " + ports);
        held.leftOut(transport)
                .forEach((why, each) -> add(rows, "left out", transport.word() + " " + each + ": " + why));
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
                + " udp " + view.served(Transport.UDP) + "; "
                + enforcing.status(clock.now()).get("mode");
    }

    /** What goes on without us, for the last line. */
    public List<String> remaining() {
        return enforcing.remaining();
    }

    @Override
    public void close() {
        notify.stopping();
        control.close();
        listening.close();
        held.close();
        enforcing.end();
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) errand.run();
        telling.end();
        sightings.finish(clock.now());
        store.finish();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) threads.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeds.close();
        store.close();
        enforcing.close();
        publishing.close();
        view.close();
        book.responders().close();
        detector.close();
    }
}
