package portcullis.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.journal.Sighted;

/**
 * What each source touches, as runs: the same door again at an even pace makes one run longer instead of a second one. Bounded in memory
 * ({@value #MOST} runs), for each source ({@value #PER_SOURCE} an hour) and in all ({@value #BURST} at once, then {@value #PER_SECOND} a
 * second), so that neither a flood nor a patient scanner fills the disk; who is new must leave half of what is there to those who come
 * again. What finds no room is counted. Owned by the line.
 */
final class Runs {
    static final int MOST = 20_000;
    static final int PER_SOURCE = 1_000;
    static final int BURST = 4_000;
    static final int PER_SECOND = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    /** So soon a program answers that has just begun to listen. */
    private static final long ANSWERED_WITHIN = 3 * SECOND;
    /** A run that has not gone on for this long is over. */
    private static final long IDLE = 600 * SECOND;

    private final Map<Address, Trace> traces = new LinkedHashMap<>();
    private final Sieve traced = new Sieve(19); // an hour has room for 76,000

    /** Ended before they were written, or taken and not written; the newer last. */
    private final ArrayDeque<Sighted> unwritten = new ArrayDeque<>();

    private int size;
    private long room = BURST * SECOND;
    private long filled = Long.MIN_VALUE;
    private long leftOut;
    private long latest;

    private record Door(Transport transport, Kind kind, int port, Tool tool, long targetHigh, long targetLow) {}

    private static final class Trace {
        private final Map<Door, Run> runs = new HashMap<>();
        private long hour;
        private int begun;
    }

    private static final class Run {
        private final Address source;
        private final int sourcePort;
        private final Door door;
        private final long first;
        private boolean isServed;
        private long last;
        private long count = 1;
        private boolean changed = true;

        Run(Packet packet, Door door, boolean isServed) {
            this.source = packet.source();
            this.sourcePort = packet.sourcePort();
            this.door = door;
            this.isServed = isServed;
            this.first = packet.nanos();
            this.last = first;
        }

        /** Whether a touch at this time keeps the pace so far, which a second may disturb. */
        boolean goesOn(long nanos) {
            long pace = count == 1 ? 0 : (last - first) / (count - 1);
            return nanos - last <= 2 * pace + SECOND && nanos - first <= HOUR;
        }

        Sighted sighted() {
            return new Sighted(
                    source,
                    sourcePort,
                    new Address(door.targetHigh, door.targetLow),
                    door.transport,
                    door.kind,
                    door.port,
                    door.tool,
                    isServed,
                    first,
                    last,
                    count);
        }
    }

    /** Whether some run of this source is remembered. */
    boolean knows(Address source) {
        return traces.containsKey(source);
    }

    /**
     * Notes probes, also of those who are ignored or spared, and of touches of open doors those that rules may hold against or for a prober.
     *
     * @param isKnown whether the source has probed before, as far as the caller knows
     */
    void settled(Packet packet, Kind kind, Fate fate, boolean isServed, boolean isKnown) {
        boolean isProbe = fate.isProbe();
        if (!isProbe && (fate != Fate.SERVED || kind != Kind.SYN)) return;
        boolean isNew =
                !isKnown && !(traced.mayHold(packet.sourceHigh(), packet.sourceLow()) && knows(packet.source()));
        if (isProbe || packet.tool() != Tool.NONE || !isNew) add(packet, kind, isServed, isNew);
    }

    /** @param isNew whether nothing was known of the source before this touch */
    void add(Packet packet, Kind kind, boolean isServed, boolean isNew) {
        refill(packet.nanos());
        latest = packet.nanos();
        if (isNew
                && (room < BURST * SECOND / 2
                        || size >= MOST / 2)) { // before anything is made: this is where a flood ends
            leftOut++;
            return;
        }
        Address source = packet.source();
        Trace trace = traces.get(source);
        Door door = new Door(
                packet.transport(), kind, packet.targetPort(), packet.tool(), packet.targetHigh(), packet.targetLow());
        Run run = trace == null ? null : trace.runs.get(door);
        if (run != null && run.goesOn(packet.nanos())) {
            run.last = Math.max(run.last, packet.nanos());
            run.count++;
            run.isServed = isServed;
            run.changed = true;
        } else if (room < SECOND || size >= MOST || !mayBegin(trace, packet.nanos())) {
            leftOut++;
        } else {
            if (trace == null) {
                traces.put(source, trace = new Trace());
                traced.add(source);
            }
            begin(trace, new Run(packet, door, isServed));
        }
    }

    private void refill(long nanos) {
        if (filled == Long.MIN_VALUE) filled = nanos;
        if (nanos <= filled) return;
        room = Math.min(BURST * SECOND, room + Math.min(nanos - filled, HOUR) * PER_SECOND);
        filled = nanos;
    }

    private static boolean mayBegin(Trace trace, long nanos) {
        if (trace == null) return true;
        if (nanos - trace.hour >= HOUR) {
            trace.hour = nanos;
            trace.begun = 0;
        }
        return trace.begun < PER_SOURCE;
    }

    private void begin(Trace trace, Run run) {
        if (trace.begun++ == 0) trace.hour = run.first;
        Run before = trace.runs.put(run.door, run);
        if (before != null && before.changed) unwritten.add(before.sighted());
        else if (before == null) size++;
        room -= SECOND;
    }

    /** The host has answered from this port: what has just been noted there was no closed door. */
    void opened(Address source, Address target, int port) {
        Trace trace = traces.get(source);
        if (trace == null) return;
        for (Run run : trace.runs.values()) {
            boolean isIt = run.door.port == port
                    && run.door.transport == Transport.TCP
                    && run.door.targetHigh == target.high()
                    && run.door.targetLow == target.low();
            if (!isIt || run.last < latest - ANSWERED_WITHIN) continue;
            run.isServed = true;
            run.changed = true;
        }
    }

    /** What is new since the last time, to be written beside the line; what is over by then is forgotten. */
    List<Sighted> take(long now) {
        List<Sighted> taken = new ArrayList<>(unwritten);
        unwritten.clear();
        for (Iterator<Trace> each = traces.values().iterator(); each.hasNext(); ) {
            Trace trace = each.next();
            for (Run run : trace.runs.values()) {
                if (run.changed) taken.add(run.sighted());
                run.changed = false;
            }
            int before = trace.runs.size();
            trace.runs.values().removeIf(run -> run.last < now - IDLE);
            size -= before - trace.runs.size();
            if (trace.runs.isEmpty() && trace.hour < now - HOUR) each.remove();
        }
        traced.clear();
        traces.keySet().forEach(traced::add);
        return taken;
    }

    /** What was taken could not be written. */
    void giveBack(List<Sighted> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (unwritten.size() >= MOST) leftOut += taken.get(i).count();
            else unwritten.addFirst(taken.get(i));
        }
    }

    /** Touches of which only the number is known. */
    long leftOut() {
        return leftOut;
    }
}
