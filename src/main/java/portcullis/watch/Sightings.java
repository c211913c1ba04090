package portcullis.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import portcullis.decide.Judge;
import portcullis.decide.Protected;
import portcullis.detect.Onlooker;
import portcullis.fact.Address;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.journal.Digest;
import portcullis.journal.Guarded;
import portcullis.journal.JournalFailed;
import portcullis.journal.Sighted;
import portcullis.journal.Store;

/**
 * Counts what each source probes, also while it is blocked, notes which doors it touches and whom the guard would spare, and has the
 * journal keep all of it. While that cannot be written, it waits here. Bounded: what sources beyond {@value #MOST} do between two
 * writings is counted as nobody's. Owned by the line.
 */
final class Sightings implements Onlooker {
    private static final int MOST = 10_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long OFTEN = 5 * SECOND;

    private final Judge judge;
    private final Store store;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private final Runs runs = new Runs();
    private final Guards guards = new Guards();
    private Map<Address, Sum> sums = new LinkedHashMap<>();
    private final Sieve summed = new Sieve(17);
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
    Sightings(Judge judge, Store store, Executor threads, Consumer<Runnable> line) {
        this.judge = judge;
        this.store = store;
        this.threads = threads;
        this.line = line;
    }

    @Override
    public void settled(Packet packet, Kind kind, Fate fate, boolean isServed) {
        boolean isProbe = fate.isProbe();
        if (!isProbe && fate != Fate.SERVED) return;
        boolean mayBeKnown = summed.mayHold(packet.sourceHigh(), packet.sourceLow());
        Sum sum = mayBeKnown ? sums.get(packet.source()) : null;
        runs.settled(packet, kind, fate, isServed, sum != null);
        if (isProbe) count(packet, sum);
    }

    @Override
    public void opened(Address source, Address target, int port) {
        runs.opened(source, target, port);
    }

    /** Whom the guard spares from here on. */
    void guard(Protected guarded, long now) {
        guards.are(guarded.ofTheHost(), now);
    }

    /** @param known what was counted of its source before; null where nothing was, as an object for each packet of a flood is too much */
    private void count(Packet packet, Sum known) {
        if (known == null && sums.size() >= MOST) {
            nobodys++;
            return;
        }
        Address source = packet.source();
        Sum sum = known == null ? new Sum(packet.nanos()) : known;
        if (known == null) keep(source, sum);
        sum.last = packet.nanos();
        sum.probes++;
        if (judge.blockedBefore(source, packet.nanos())) sum.blocked++;
        if (sum.ports.contains(packet.targetPort())) return;
        if (sum.ports.size() >= Digest.MOST_PORTS) sum.ports.remove(0);
        sum.ports.add(packet.targetPort());
    }

    private void keep(Address source, Sum sum) {
        sums.put(source, sum);
        summed.add(source);
    }

    /** A second has passed. */
    void pass(long now) {
        if (writing || now < due) return;
        Batch batch = take(now);
        if (batch.isEmpty()) return;
        writing = true;
        due = now + OFTEN;
        threads.execute(() -> write(batch));
    }

    private record Batch(List<Digest> digests, List<Sighted> touches, List<Guarded> guarded) {
        boolean isEmpty() {
            return digests.isEmpty() && touches.isEmpty() && guarded.isEmpty();
        }
    }

    private Batch take(long now) {
        List<Digest> digests = new ArrayList<>(sums.size());
        sums.forEach((source, sum) ->
                digests.add(new Digest(source, sum.first, sum.last, sum.probes, sum.blocked, sum.ports)));
        sums = new LinkedHashMap<>();
        summed.clear();
        return new Batch(digests, runs.take(now), guards.take());
    }

    /** Beside the line. */
    private void write(Batch batch) {
        try {
            store.sighted(batch.digests(), batch.touches(), batch.guarded());
            line.accept(() -> writing = false);
        } catch (JournalFailed full) { // which the store has said, and says in `status`
            line.accept(() -> giveBack(batch));
        }
    }

    private void giveBack(Batch batch) {
        runs.giveBack(batch.touches());
        guards.giveBack(batch.guarded());
        giveBack(batch.digests());
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
            keep(digest.source(), sum);
        }
    }

    /** The last of them, at the end: by the caller's thread. */
    void finish(long now) {
        Batch batch = take(now);
        if (!batch.isEmpty()) write(batch);
    }

    /** Touches that are counted and not noted. */
    long leftOut() {
        return runs.leftOut();
    }

    /** Probes of sources for which there was no room. */
    long nobodys() {
        return nobodys;
    }
}
