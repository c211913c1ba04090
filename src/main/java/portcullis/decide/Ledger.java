package portcullis.decide;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Verdict;
import portcullis.fact.Words;

/** The blocks in force, when each ends, and how often each source has been blocked before. */
final class Ledger {
    /** How many past offenders are remembered for escalation; the one blocked longest ago goes first. */
    private static final int MOST_RECORDS = 200_000;

    private final Map<Address, Entry> inForce = new HashMap<>();
    private final PriorityQueue<Entry> byEnd = new PriorityQueue<>();
    private final Set<Address> failed = new HashSet<>(); // of those in force
    private final LinkedHashMap<Address, Record> records = new LinkedHashMap<>();

    private int networks; // of those in force: how many are a whole /64

    private record Entry(Verdict.Block block, long end) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Long.compare(end, other.end);
        }
    }

    private record Record(int times, long last) {}

    boolean isBlocked(Address source) {
        return inForce.containsKey(source);
    }

    /** Whether a block of this source began before this time. */
    boolean isBlockedBefore(Address source, long nanos) {
        Entry entry = inForce.get(source);
        return entry != null && entry.block.at() < nanos;
    }

    /** Whether this source is blocked, or the whole /64 in which it lies. */
    boolean covers(Address source) {
        return isBlocked(source) || source.version() == 6 && networks > 0 && isBlocked(source.network());
    }

    /** Single addresses of this /64 that were blocked before that time. */
    List<Address> within(Address network, long before) {
        return inForce.values().stream()
                .filter(entry -> entry.block.at() < before)
                .map(entry -> entry.block.source())
                .filter(source -> source.version() == 6 && source.high() == network.high() && !source.isNetwork())
                .toList();
    }

    /** Notes that nothing holds this block. */
    void mark(Verdict.Block block) {
        Entry entry = inForce.get(block.source());
        if (entry != null && entry.block.equals(block)) failed.add(block.source());
    }

    void unmark(Address source) {
        failed.remove(source);
    }

    boolean isMarked(Address source) {
        return failed.contains(source);
    }

    int size() {
        return inForce.size();
    }

    /** How often a source was blocked before, forgetting what lies too far back. */
    int timesBlocked(Address source, long now, Duration forget) {
        Record record = records.get(source);
        return record == null || now - record.last > forget.toNanos() ? 0 : record.times;
    }

    void enter(Verdict.Block block, int timesBefore) {
        long end = block.at() + block.span().toNanos();
        Entry entry = new Entry(block, end);
        takeOut(block.source());
        inForce.put(block.source(), entry);
        if (block.source().isNetwork()) networks++;
        byEnd.add(entry);
        records.remove(block.source());
        records.put(block.source(), new Record(timesBefore + 1, end));
        if (records.size() > MOST_RECORDS) {
            Iterator<Address> oldest = records.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes out the next block that has ended by this time. */
    Optional<Verdict.Release> nextEnded(long now) {
        Entry next = byEnd.peek();
        if (next == null || next.end > now) return Optional.empty();
        byEnd.remove();
        inForce.remove(next.block.source());
        if (next.block.source().isNetwork()) networks--;
        failed.remove(next.block.source());
        return Optional.of(
                new Verdict.Release(next.block, next.end, "its " + Words.span(next.block.span()) + " are over"));
    }

    /** Takes a block out before its time. */
    Optional<Verdict.Block> takeOut(Address source) {
        Entry entry = inForce.remove(source);
        if (entry == null) return Optional.empty();
        if (source.isNetwork()) networks--;
        byEnd.remove(entry);
        failed.remove(source);
        return Optional.of(entry.block);
    }

    /** When the next block ends; never where none is in force. */
    long nextEnd() {
        return byEnd.isEmpty() ? Long.MAX_VALUE : byEnd.peek().end;
    }

    List<Verdict.Block> blocks() {
        return byEnd.stream().sorted().map(Entry::block).toList();
    }

    /** Times of the latest blocks, for the cap a minute. */
    static final class Budget {
        private static final long MINUTE = 60_000_000_000L;
        private final ArrayDeque<Long> spent = new ArrayDeque<>();
        private final int perMinute;

        Budget(int perMinute) {
            this.perMinute = perMinute;
        }

        boolean spend(long now) {
            if (!isLeft(now)) return false;
            spent.add(now);
            return true;
        }

        /** Whether there is room for one more. */
        boolean isLeft(long now) {
            while (!spent.isEmpty() && spent.peek() <= now - MINUTE) spent.remove();
            return spent.size() < perMinute;
        }
    }
}
