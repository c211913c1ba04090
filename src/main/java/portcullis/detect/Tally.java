package portcullis.detect;

import java.util.Arrays;
import java.util.List;
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
 */
final class Tally {
    private static final int FIRST_SIZE = 2;
    /** A score and a walk keep their number in the first pair, and behind it what they have counted already. */
    private static final int HEAD = 1;

    private static final int SCORE_MEMORY = 16;
    private static final int WALK_MEMORY = 16;
    /** How far good conduct takes a walk down: who has found as many doors open as this is trusted no further. */
    private static final int WALK_FLOOR = -4;

    private static final int FIRST_CLIENT_PORT = 1_024;
    private static final int SERVED = Modes.bit(Mode.SERVED);

    private final Gauge.Panel panel;
    /** For each gauge pairs of key and time, the latest last. */
    private final long[][] touches;

    private final int[] sizes;
    private final int[] rungs;

    Tally(Gauge.Panel panel) {
        this.panel = panel;
        this.touches = new long[panel.gauges.length][];
        this.sizes = new int[panel.gauges.length];
        this.rungs = new int[panel.gauges.length];
    }

    /**
     * What was counted under other rules, as far as these count it too. No line counts as crossed, so that the next probe shows it to the
     * rules, whatever they ask for now. The one before is of no use any more: what it has kept is handed over, not copied.
     */
    Tally(Heirs heirs, Tally before) {
        this.panel = heirs.panel();
        this.rungs = new int[panel.gauges.length];
        this.touches = heirs.areTheSame() ? before.touches : new long[panel.gauges.length][];
        this.sizes = heirs.areTheSame() ? before.sizes : new int[panel.gauges.length];
        if (heirs.areTheSame()) return;
        for (int i = 0; i < panel.gauges.length; i++) {
            int from = heirs.of(i);
            if (from >= 0 && before.sizes[from] > 0) inherit(i, before, from, heirs);
        }
    }

    private void inherit(int i, Tally before, int from, Heirs heirs) {
        Gauge gauge = panel.gauges[i];
        if (before.touches[from] == null || gauge.kind == Measure.Kind.HITS && gauge.window == 0) {
            sizes[i] = before.sizes[from];
            return;
        }
        if (heirs.isWhole(i)) {
            touches[i] = before.touches[from];
            sizes[i] = before.sizes[from];
            return;
        }
        int head = gauge.kind == Measure.Kind.SCORE || gauge.kind == Measure.Kind.WALK ? HEAD : 0;
        int kept = head > 0 ? before.sizes[from] : Math.min(before.sizes[from], gauge.bound);
        int end = 2 * (head + before.sizes[from]);
        touches[i] = Arrays.copyOf(before.touches[from], 2 * (head + kept)); // the head, where there is one
        System.arraycopy(before.touches[from], end - 2 * kept, touches[i], 2 * head, 2 * kept);
        sizes[i] = kept;
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
        for (int i : panel.counting(contact.modes)) {
            add(i, panel.gauges[i], contact, sourceKey);
            crossed |= crosses(i, contact.nanos);
        }
        for (int i : panel.sliding(contact.modes)) crossed |= sizes[i] > 0 && crosses(i, contact.nanos);
        return crossed;
    }

    /** Counts a key for a gauge that no mode moves; the next count tells whether that has crossed a line. */
    void note(int i, long key, long nanos) {
        touch(i, 0, panel.gauges[i].bound, key, nanos);
    }

    private boolean crosses(int i, long nanos) {
        int rung = panel.gauges[i].rung(value(i, nanos));
        boolean crosses = rung != rungs[i];
        rungs[i] = rung;
        return crosses;
    }

    private void add(int i, Gauge gauge, Contact contact, long sourceKey) {
        long nanos = contact.nanos;
        switch (gauge.kind) {
            case HITS -> {
                if (gauge.window == 0) sizes[i] = Math.min(sizes[i] + 1, Integer.MAX_VALUE - 1);
                else touch(i, 0, gauge.bound, nextSerial(i), nanos);
            }
            case PORTS, SHARED_PORTS, NETWORK_PORTS -> touch(i, 0, gauge.bound, contact.portKey(), nanos);
            case PORTS_AMONG -> {
                if (gauge.isAmong(contact.port)) touch(i, 0, gauge.bound, contact.portKey(), nanos);
            }
            case HOSTS -> touch(i, 0, gauge.bound, contact.hostKey(), nanos);
            case KINDS -> touch(i, 0, gauge.bound, contact.kind.ordinal(), nanos);
            case SOURCE_PORTS -> touch(i, 0, gauge.bound, contact.sourcePort, nanos);
            case SERVICE_PORTS -> {
                if (contact.sourcePort < FIRST_CLIENT_PORT) touch(i, 0, gauge.bound, contact.sourcePort, nanos);
            }
            case TOOLS -> {
                if (contact.tool == gauge.tool) touch(i, 0, gauge.bound, contact.doorKey(), nanos);
            }
            case SCORE -> score(i, gauge, contact);
            case WALK -> walk(i, contact);
            case SOURCES, ADDRESSES -> touch(i, 0, gauge.bound, sourceKey, nanos);
            case COMPANIONS -> {} // noted by who sees several sources
        }
    }

    /** A door that was touched lately adds nothing: whoever tries the same one again and again does not search. */
    private void score(int i, Gauge gauge, Contact contact) {
        double decayed = sizes[i] == 0 ? 0 : decayed(i, gauge, contact.nanos);
        boolean isNew = touch(i, HEAD, SCORE_MEMORY, contact.doorKey(), contact.nanos);
        touches[i][0] = Double.doubleToRawLongBits(isNew ? decayed + 1 : decayed);
        touches[i][1] = contact.nanos;
    }

    private double decayed(int i, Gauge gauge, long nanos) {
        double before = Double.longBitsToDouble(touches[i][0]);
        return before * Math.pow(0.5, (double) (nanos - touches[i][1]) / gauge.window);
    }

    /** One step a first contact: up where nobody serves, down where somebody does (Jung et al., 2004: only first contacts tell). */
    private void walk(int i, Contact contact) {
        if (!touch(i, HEAD, WALK_MEMORY, contact.doorKey(), contact.nanos)) return;
        boolean isWelcome = (contact.modes & SERVED) != 0 && contact.kind == Kind.SYN;
        touches[i][0] = isWelcome ? Math.max(WALK_FLOOR, touches[i][0] - 1) : touches[i][0] + 1;
    }

    /** Takes back the latest touch of a door; the next count tells whether that has crossed a line. */
    void retract(Contact contact) {
        for (int i : panel.counting(contact.modes)) {
            switch (panel.gauges[i].kind) {
                case HITS -> sizes[i] = Math.max(0, sizes[i] - 1);
                case PORTS, PORTS_AMONG -> remove(i, 0, contact.portKey());
                case SCORE -> {
                    double before = sizes[i] == 0 ? 0 : Double.longBitsToDouble(touches[i][0]);
                    if (remove(i, HEAD, contact.doorKey()))
                        touches[i][0] = Double.doubleToRawLongBits(Math.max(0, before - 1));
                }
                case WALK -> {
                    if (remove(i, HEAD, contact.doorKey())) touches[i][0]--;
                }
                case HOSTS, KINDS, SOURCE_PORTS, SERVICE_PORTS, TOOLS, COMPANIONS, SOURCES, SHARED_PORTS -> {}
            }
        }
    }

    private boolean remove(int i, int head, long key) {
        int at = find(touches[i], head, sizes[i], key);
        if (at < 0) return false;
        int from = 2 * (head + at);
        System.arraycopy(touches[i], from + 2, touches[i], from, 2 * (sizes[i] - at - 1));
        sizes[i]--;
        return true;
    }

    /** Hits have no key of their own; a serial number makes each a new one. */
    private long nextSerial(int i) {
        return sizes[i] == 0 ? 1 : touches[i][2 * sizes[i] - 2] + 1;
    }

    /** @param head pairs in front that hold something else @return whether the key was not among those kept */
    private boolean touch(int i, int head, int bound, long key, long nanos) {
        long[] pairs = touches[i];
        int size = sizes[i];
        if (pairs == null) touches[i] = pairs = new long[2 * (head + Math.min(FIRST_SIZE, bound))];
        int at = find(pairs, head, size, key);
        int from = 2 * (head + Math.max(0, at));
        int end = 2 * (head + size);
        if (at >= 0 || size == bound) { // it moves to the end, or the oldest goes
            System.arraycopy(pairs, from + 2, pairs, from, end - from - 2);
            size--;
        } else if (end == pairs.length) {
            touches[i] = pairs = Arrays.copyOf(pairs, 2 * (head + Math.min(bound, 2 * size)));
        }
        pairs[2 * (head + size)] = key;
        pairs[2 * (head + size) + 1] = nanos;
        sizes[i] = size + 1;
        return at < 0;
    }

    private static int find(long[] pairs, int head, int size, long key) {
        for (int at = size - 1; at >= 0; at--) if (pairs[2 * (head + at)] == key) return at;
        return -1;
    }

    /** The value of a measure at this time; zero where it is off. */
    int value(int i, long nanos) {
        if (i >= panel.gauges.length) return 0;
        Gauge gauge = panel.gauges[i];
        if (gauge.kind == Measure.Kind.SCORE) return sizes[i] == 0 ? 0 : (int) decayed(i, gauge, nanos);
        if (gauge.kind == Measure.Kind.WALK) return sizes[i] == 0 ? 0 : (int) touches[i][0];
        if (gauge.window == 0) return sizes[i];
        long since = nanos - gauge.window;
        int older = 0;
        while (older < sizes[i] && touches[i][2 * older + 1] < since) older++;
        if (older > 0) { // packet time never goes back, so what has left the window stays out
            sizes[i] -= older;
            System.arraycopy(touches[i], 2 * older, touches[i], 0, 2 * sizes[i]);
        }
        return sizes[i];
    }

    /** The value of the measure that rules name so. */
    int value(long nanos, Measure.Kind kind, int modes, Tool tool, int seconds, int... among) {
        return value(indexOf(kind, modes, tool, seconds, among), nanos);
    }

    private int indexOf(Measure.Kind kind, int modes, Tool tool, int seconds, int... among) {
        List<Measure> named = panel.named();
        for (int i = 0; i < named.size(); i++) {
            Measure measure = named.get(i);
            if (measure.seconds() != seconds || measure.kind() != kind || measure.modes() != modes) continue;
            if (measure.tool() == tool && isListed(measure, among)) return i;
        }
        throw new IllegalStateException(
                "no rule was read to name the measure " + kind.word() + " within " + seconds + " s");
    }

    private static boolean isListed(Measure measure, int[] among) {
        if (measure.among().size() != among.length) return false;
        for (int i = 0; i < among.length; i++) if (measure.among().get(i) != among[i]) return false;
        return true;
    }
}
