package portcullis.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import portcullis.decide.Judge;
import portcullis.detect.Detector;
import portcullis.fact.Address;
import portcullis.fact.Packet;
import portcullis.journal.Digest;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/**
 * Counts what each source probes, also while it is blocked, and has the journal keep the sums. While that cannot be written, they wait
 * here. Bounded: what sources beyond {@value #MOST} do between two writings is counted as nobody's. Owned by the line.
 */
final class Sightings {
    private static final int MOST = 10_000;
    private static final long OFTEN = 5_000_000_000L;

    private final Detector detector;
    private final Judge judge;
    private final Store store;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private Map<Address, Sum> sums = new LinkedHashMap<>();
    private long probes;
    private long nobodys;
    private boolean writing;
    private long due;

    private static final class Sum {
        private final long first;
        private long last;
        private long probes;
        private long blocked;
        private final List<Integer> ports = new ArrayList<>();

        Sum(long first) {
            this.first = first;
        }
    }

    /** @param line runs a task on the line */
    Sightings(Detector detector, Judge judge, Store store, Executor threads, Consumer<Runnable> line) {
        this.detector = detector;
        this.judge = judge;
        this.store = store;
        this.threads = threads;
        this.line = line;
    }

    /** The detector has seen this packet. */
    void after(Packet packet) {
        long now = detector.census().probes();
        if (now == probes) return;
        probes = now;
        Address source = packet.source();
        Sum sum = sums.get(source);
        if (sum == null) {
            if (sums.size() >= MOST) {
                nobodys++;
                return;
            }
            sum = new Sum(packet.nanos());
            sums.put(source, sum);
        }
        sum.last = packet.nanos();
        sum.probes++;
        if (judge.blockedBefore(source, packet.nanos())) sum.blocked++;
        if (sum.ports.contains(packet.targetPort())) return;
        if (sum.ports.size() >= Digest.MOST_PORTS) sum.ports.remove(0);
        sum.ports.add(packet.targetPort());
    }

    /** A second has passed. */
    void pass(long now) {
        if (writing || sums.isEmpty() || now < due) return;
        writing = true;
        due = now + OFTEN;
        List<Digest> digests = take();
        threads.execute(() -> write(digests));
    }

    private List<Digest> take() {
        List<Digest> digests = new ArrayList<>(sums.size());
        sums.forEach((source, sum) ->
                digests.add(new Digest(source, sum.first, sum.last, sum.probes, sum.blocked, sum.ports)));
        sums = new LinkedHashMap<>();
        return digests;
    }

    /** Beside the line. */
    private void write(List<Digest> digests) {
        try {
            store.sighted(digests);
            line.accept(() -> writing = false);
        } catch (JournalFailed full) { // which the store has said, and says in `status`
            line.accept(() -> giveBack(digests));
        }
    }

    private void giveBack(List<Digest> digests) {
        writing = false;
        for (Digest digest : digests) {
            if (sums.size() >= MOST && !sums.containsKey(digest.source())) {
                nobodys += digest.probes();
                continue;
            }
            Sum later = sums.get(digest.source());
            Sum sum = new Sum(digest.first());
            sum.last = later == null ? digest.last() : later.last;
            sum.probes = digest.probes() + (later == null ? 0 : later.probes);
            sum.blocked = digest.whileBlocked() + (later == null ? 0 : later.blocked);
            sum.ports.addAll(later == null ? digest.ports() : later.ports);
            sums.put(digest.source(), sum);
        }
    }

    /** The last of them, at the end: by the caller's thread. */
    void finish() {
        if (!sums.isEmpty()) write(take());
    }

    /** Probes of sources for which there was no room. */
    long nobodys() {
        return nobodys;
    }
}
