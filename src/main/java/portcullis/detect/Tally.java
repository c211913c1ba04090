package portcullis.detect;

import java.util.Arrays;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Tool;

/**
 * The counts of one source, or one target, for all measures that rules name. A windowed measure keeps the latest distinct keys, in the
 * order in which they were last touched and no more than its bound: whether L of them lie within the window then needs the L latest
 * only. So a count is exact up to the largest number that any rule compares it with, and memory has a limit that the attacker cannot
 * move.
 *
 * <p>All of it lies in one array, since what a probe costs is above all how many places of memory it has to fetch. First come two words
 * for each gauge: how much it has counted, and where its ring is. Then the rings: for some a number that goes on, then keys (hits have
 * none: each is a new one), then the times of their latest touch.
 */
abstract class Tally {
    private static final int FIRST_SIZE = 2;
    /** How far good conduct takes a walk down: who has found as many doors open as this is trusted no further. */
    private static final int WALK_FLOOR = -4;

    private static final int FIRST_CLIENT_PORT = 1_024;
    private static final int SERVED = Modes.bit(Mode.SERVED);

    private static final int NOT_FOUND = -1;
    private static final int PLACE_BITS = 20;
    private static final int PLACES = (1 << PLACE_BITS) - 1;

    private Gauge.Panel panel;
    /** Its first words are whatever the owner keeps there, see {@link Gauge.Panel#front}. */
    long[] cells;

    Tally(Gauge.Panel panel) {
        this(panel, new long[panel.words()]);
    }

    private Tally(Gauge.Panel panel, long[] cells) {
        this.panel = panel;
        this.cells = cells;
    }

    /**
     * Goes on under other rules, with what it has counted as far as these count it too. No line counts as crossed, so that the next probe
     * shows it to the rules, whatever they ask for now.
     */
    void inherit(Heirs heirs) {
        Tally before = new Former(panel, cells);
        panel = heirs.panel();
        if (!heirs.areTheSame()) {
            cells = Arrays.copyOf(Arrays.copyOf(cells, panel.front), panel.words());
            int[] capacities = new int[panel.gauges.length];
            for (Gauge gauge : panel.gauges) capacities[gauge.number] = before.left(gauge, heirs.of(gauge.number));
            layOut(capacities);
            for (Gauge gauge : panel.gauges) take(gauge, before, heirs.of(gauge.number));
        }
        for (Gauge gauge : panel.gauges) rung(gauge, 0);
    }

    /** What stood in a tally under the rules before. */
    private static final class Former extends Tally {
        Former(Gauge.Panel panel, long[] cells) {
            super(panel, cells);
        }
    }

    private Gauge gauge(int number) {
        return panel.gauges[number];
    }

    /** How many touches an heir takes from here. */
    private int left(Gauge heir, int number) {
        if (number < 0 || !heir.isRing || capacity(gauge(number)) == 0) return 0;
        return Math.min(size(gauge(number)), heir.most);
    }

    private void take(Gauge gauge, Tally before, int number) {
        if (number < 0) return;
        Gauge from = before.gauge(number);
        int size = before.size(from);
        int kept = before.left(gauge, number);
        size(gauge, kept);
        if (!gauge.isRing) size(gauge, size);
        if (kept == 0) return;
        for (int k = 0; k < kept; k++) {
            int at = before.slot(from, size - kept + k);
            if (gauge.isKeyed) cells[keys(gauge) + k] = before.cells[before.keys(from) + at];
            cells[times(gauge) + k] = before.cells[before.times(from) + at];
        }
        System.arraycopy(before.cells, before.offset(from), cells, offset(gauge), gauge.head);
    }

    /**
     * Counts one probe. Windows of measures that it does not touch are looked at too: one that has slid below its line while another
     * kind of probe came must be seen to cross it again.
     *
     * @return whether some measure has crossed a line of some rule
     */
    boolean count(Contact contact) {
        return count(contact, 0);
    }

    /** The same for a target, or a network of sources. @param sourceKey who touched it */
    boolean count(Contact contact, long sourceKey) {
        boolean crossed = false;
        for (Gauge gauge : panel.counting(contact.modes)) {
            add(gauge, contact, sourceKey);
            crossed |= crosses(gauge, contact.nanos);
        }
        for (Gauge gauge : panel.sliding(contact.modes)) crossed |= size(gauge) > 0 && crosses(gauge, contact.nanos);
        return crossed;
    }

    /** Counts a key for a gauge that no mode moves; the next count tells whether that has crossed a line. */
    void note(int gauge, long key, long nanos) {
        touch(panel.gauges[gauge], key, nanos);
    }

    private boolean crosses(Gauge gauge, long nanos) {
        int rung = gauge.rung(value(gauge, nanos));
        if (rung == rung(gauge)) return false;
        rung(gauge, rung);
        return true;
    }

    private void add(Gauge gauge, Contact contact, long sourceKey) {
        long nanos = contact.nanos;
        switch (gauge.kind) {
            case HITS -> hit(gauge, nanos);
            case PORTS, SHARED_PORTS, NETWORK_PORTS -> touch(gauge, contact.portKey(), nanos);
            case PORTS_AMONG -> {
                if (gauge.isAmong(contact.port)) touch(gauge, contact.portKey(), nanos);
            }
            case HOSTS -> touch(gauge, contact.hostKey(), nanos);
            case KINDS -> touch(gauge, contact.kind.ordinal(), nanos);
            case SOURCE_PORTS -> touch(gauge, contact.sourcePort, nanos);
            case SERVICE_PORTS -> {
                if (contact.sourcePort < FIRST_CLIENT_PORT) touch(gauge, contact.sourcePort, nanos);
            }
            case TOOLS -> {
                if (contact.tool == gauge.tool) touch(gauge, contact.doorKey(), nanos);
            }
            case SCORE -> score(gauge, contact);
            case WALK -> walk(gauge, contact);
            case SOURCES, ADDRESSES -> touch(gauge, sourceKey, nanos);
            case COMPANIONS -> {} // noted by who sees several sources
            case CONTACTS -> size(gauge, contact.inRing[Integer.numberOfTrailingZeros(gauge.modes)]);
        }
    }

    private void hit(Gauge gauge, long nanos) {
        int size = size(gauge);
        if (gauge.window == 0) {
            if (size < Integer.MAX_VALUE - 1) size(gauge, size + 1);
            return;
        }
        if (size == gauge.bound) dropOldest(gauge);
        else makeRoom(gauge);
        append(gauge, nanos);
    }

    /** A door that was touched lately adds nothing: whoever tries the same one again and again does not search. */
    private void score(Gauge gauge, Contact contact) {
        double decayed = size(gauge) == 0 ? 0 : decayed(gauge, contact.nanos);
        boolean isNew = touch(gauge, contact.doorKey(), contact.nanos);
        cells[offset(gauge)] = Double.doubleToRawLongBits(isNew ? decayed + 1 : decayed);
        cells[offset(gauge) + 1] = contact.nanos;
    }

    private double decayed(Gauge gauge, long nanos) {
        double before = Double.longBitsToDouble(cells[offset(gauge)]);
        return before * Math.pow(0.5, (double) (nanos - cells[offset(gauge) + 1]) / gauge.window);
    }

    /** One step a first contact: up where nobody serves, down where somebody does (Jung et al., 2004: only first contacts tell). */
    private void walk(Gauge gauge, Contact contact) {
        if (!touch(gauge, contact.doorKey(), contact.nanos)) return;
        boolean isWelcome = (contact.modes & SERVED) != 0 && contact.kind == Kind.SYN;
        int at = offset(gauge);
        cells[at] = isWelcome ? Math.max(WALK_FLOOR, cells[at] - 1) : cells[at] + 1;
    }

    /** Takes back the latest touch of a door; the next count tells whether that has crossed a line. */
    void retract(Contact contact) {
        for (Gauge gauge : panel.counting(contact.modes)) {
            switch (gauge.kind) {
                case HITS -> size(gauge, Math.max(0, size(gauge) - 1));
                case PORTS, PORTS_AMONG -> remove(gauge, contact.portKey());
                case SCORE -> {
                    double before = size(gauge) == 0 ? 0 : Double.longBitsToDouble(cells[offset(gauge)]);
                    if (remove(gauge, contact.doorKey()))
                        cells[offset(gauge)] = Double.doubleToRawLongBits(Math.max(0, before - 1));
                }
                case WALK -> {
                    if (remove(gauge, contact.doorKey())) cells[offset(gauge)]--;
                }
                case HOSTS, KINDS, SOURCE_PORTS, SERVICE_PORTS, TOOLS, COMPANIONS, CONTACTS, SOURCES, SHARED_PORTS -> {}
            }
        }
    }

    /** @return whether the key was not among those kept */
    private boolean touch(Gauge gauge, long key, long nanos) {
        int found = find(gauge, key);
        if (found != NOT_FOUND) close(gauge, found);
        else if (size(gauge) == gauge.most) dropOldest(gauge);
        else makeRoom(gauge);
        cells[keys(gauge) + slot(gauge, size(gauge))] = key;
        append(gauge, nanos);
        return found == NOT_FOUND;
    }

    private boolean remove(Gauge gauge, long key) {
        int found = find(gauge, key);
        if (found != NOT_FOUND) close(gauge, found);
        return found != NOT_FOUND;
    }

    /** How many touches after the oldest one it stands. */
    private int find(Gauge gauge, long key) {
        int size = size(gauge);
        int capacity = capacity(gauge);
        int keys = keys(gauge);
        int at = oldest(gauge);
        for (int k = 0; k < size; k++) {
            if (cells[keys + at] == key) return k;
            if (++at == capacity) at = 0;
        }
        return NOT_FOUND;
    }

    /** Takes one out, and lets what came later move up. */
    private void close(Gauge gauge, int k) {
        int last = size(gauge) - 1;
        int keys = keys(gauge);
        int times = times(gauge);
        for (; k < last; k++) {
            int to = slot(gauge, k);
            int from = slot(gauge, k + 1);
            cells[keys + to] = cells[keys + from];
            cells[times + to] = cells[times + from];
        }
        size(gauge, last);
    }

    private void dropOldest(Gauge gauge) {
        oldest(gauge, slot(gauge, 1));
        size(gauge, size(gauge) - 1);
    }

    private void append(Gauge gauge, long nanos) {
        int size = size(gauge);
        cells[times(gauge) + slot(gauge, size)] = nanos;
        size(gauge, size + 1);
    }

    private void makeRoom(Gauge gauge) {
        int size = size(gauge);
        if (size == capacity(gauge)) widen(gauge, Math.max(FIRST_SIZE, 2 * size));
    }

    /** Makes the ring of a gauge larger, and with it those that are as full: most fill at the same pace. */
    private void widen(Gauge gauge, int wanted) {
        int[] capacities = new int[panel.gauges.length];
        for (Gauge each : panel.gauges) {
            int capacity = capacity(each);
            boolean isFull = capacity > 0 && capacity == size(each);
            int wider = each == gauge ? wanted : isFull ? 2 * capacity : capacity;
            capacities[each.number] = Math.min(wider, each.most);
        }
        layOut(capacities);
    }

    private void layOut(int[] capacities) {
        int length = panel.words();
        for (Gauge gauge : panel.gauges) length += gauge.length(capacities[gauge.number]);
        long[] after = new long[length];
        System.arraycopy(cells, 0, after, 0, panel.words());
        int offset = panel.words();
        for (Gauge gauge : panel.gauges) {
            int capacity = capacities[gauge.number];
            if (capacity == 0) continue;
            move(gauge, after, offset, capacity);
            after[gauge.word + 1] = (long) offset << 2 * PLACE_BITS | (long) capacity << PLACE_BITS;
            offset += gauge.length(capacity);
        }
        cells = after;
    }

    /** Copies a ring so that it begins with the oldest. */
    private void move(Gauge gauge, long[] after, int offset, int capacity) {
        if (capacity(gauge) == 0) return;
        System.arraycopy(cells, offset(gauge), after, offset, gauge.head);
        int keys = offset + gauge.head;
        int times = gauge.isKeyed ? keys + capacity : keys;
        for (int k = 0; k < size(gauge); k++) {
            if (gauge.isKeyed) after[keys + k] = cells[keys(gauge) + slot(gauge, k)];
            after[times + k] = cells[times(gauge) + slot(gauge, k)];
        }
    }

    private int size(Gauge gauge) {
        return (int) (cells[gauge.word] >>> 32);
    }

    private void size(Gauge gauge, int size) {
        cells[gauge.word] = cells[gauge.word] & 0xFFFF_FFFFL | (long) size << 32;
    }

    private int rung(Gauge gauge) {
        return (int) cells[gauge.word];
    }

    private void rung(Gauge gauge, int rung) {
        cells[gauge.word] = cells[gauge.word] & ~0xFFFF_FFFFL | rung & 0xFFFF_FFFFL;
    }

    private int offset(Gauge gauge) {
        return (int) (cells[gauge.word + 1] >>> 2 * PLACE_BITS);
    }

    private int capacity(Gauge gauge) {
        return (int) (cells[gauge.word + 1] >>> PLACE_BITS) & PLACES;
    }

    private int oldest(Gauge gauge) {
        return (int) cells[gauge.word + 1] & PLACES;
    }

    private void oldest(Gauge gauge, int oldest) {
        cells[gauge.word + 1] = cells[gauge.word + 1] & ~(long) PLACES | oldest;
    }

    private int keys(Gauge gauge) {
        return offset(gauge) + gauge.head;
    }

    private int times(Gauge gauge) {
        return gauge.isKeyed ? keys(gauge) + capacity(gauge) : keys(gauge);
    }

    /** Where in the ring the touch stands that came this many after the oldest. */
    private int slot(Gauge gauge, int k) {
        int at = oldest(gauge) + k;
        int capacity = capacity(gauge);
        return at < capacity ? at : at - capacity;
    }

    /** The value of a measure at this time; zero where it is off. @param number where the measure stands in the panel */
    int value(int number, long nanos) {
        return number < panel.gauges.length ? value(panel.gauges[number], nanos) : 0;
    }

    private int value(Gauge gauge, long nanos) {
        int size = size(gauge);
        if (size == 0) return 0;
        if (gauge.kind == Measure.Kind.SCORE) return (int) decayed(gauge, nanos);
        if (gauge.kind == Measure.Kind.WALK) return (int) cells[offset(gauge)];
        if (gauge.window == 0) return size;
        long since = nanos - gauge.window;
        int times = times(gauge);
        while (size > 0
                && cells[times + oldest(gauge)] < since) { // packet time never goes back: what has left stays out
            dropOldest(gauge);
            size--;
        }
        return size;
    }

    /** The value of the measure that rules name so. */
    int value(long nanos, Measure.Kind kind, int modes, Tool tool, int seconds, int... among) {
        return value(panel.names().place(kind, modes, tool, seconds, among), nanos);
    }
}
