package portcullis.detect;

import java.util.List;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;

/**
 * The ports that a source, or a network of sources, touched, in the order of their first touch, and how it touched last: what an alarm shows
 * as its proof. Bounded; the oldest goes. It is no object of its own but the first words of a {@link Tally}'s array, so that a probe fetches
 * both at once.
 */
final class Trail {
    static final int BOUND = 16;

    /** How many words it takes. */
    static final int WORDS = 3 + BOUND / 2 + BOUND;

    /**
     * Of the latest touch modes 16 and kind 8 bits; the place of the oldest door 8, how many there are 6; and of the latest touch again flags
     * 9, options 1, port 16 bits.
     */
    private static final int STATE = 0;

    private static final int TARGET_HIGH = 1;
    private static final int TARGET_LOW = 2;
    /** A ring of doors, two to a word: a port and the modes that counted it, 16 bits each. */
    private static final int DOORS = 3;
    /** When each of them was touched last. */
    private static final int TIMES = DOORS + BOUND / 2;

    private static final int MODE_BITS = 16;
    private static final int KIND_AT = 16;
    private static final int OLDEST_AT = 24;
    private static final int SIZE_AT = 32;
    private static final int SIZES = (1 << 6) - 1;
    private static final int FLAGS_AT = 38;
    private static final int FLAGS = (1 << 9) - 1;
    private static final int OPTIONS_AT = 47;
    private static final int PORT_AT = 48;
    private static final Kind[] KINDS = Kind.values();
    private static final Mode[] MODES = Mode.values();

    private Trail() {}

    static void add(long[] cells, Contact contact) {
        int size = size(cells);
        int oldest = oldest(cells);
        int at = find(cells, size, oldest, contact);
        if (at >= 0) {
            door(cells, at, door(cells, at) | contact.modes);
        } else {
            if (size == BOUND) at = oldest++ & BOUND - 1;
            else at = oldest + size++ & BOUND - 1;
            door(cells, at, contact.port << MODE_BITS | contact.modes);
        }
        cells[TIMES + at] = contact.nanos;
        note(cells, contact, size, oldest);
    }

    /** A touch that is no door; for whoever has none it is all that an alarm can show. */
    static void note(long[] cells, Contact contact) {
        note(cells, contact, size(cells), oldest(cells));
    }

    private static void note(long[] cells, Contact contact, int size, int oldest) {
        cells[TARGET_HIGH] = contact.targetHigh;
        cells[TARGET_LOW] = contact.targetLow;
        cells[STATE] = (long) contact.port << PORT_AT
                | (contact.hasOptions ? 1L : 0L) << OPTIONS_AT
                | (long) (contact.flags & FLAGS) << FLAGS_AT
                | (long) size << SIZE_AT
                | (oldest & BOUND - 1) << OLDEST_AT
                | contact.kind.ordinal() << KIND_AT
                | contact.modes;
    }

    /** The latest door of that port which some of the same modes counted. */
    private static int find(long[] cells, int size, int oldest, Contact contact) {
        for (int i = size - 1; i >= 0; i--) {
            int at = oldest + i & BOUND - 1;
            int door = door(cells, at);
            if (door >>> MODE_BITS == contact.port && (door & contact.modes) != 0) return at;
        }
        return -1;
    }

    private static int door(long[] cells, int at) {
        return (int) (cells[DOORS + (at >> 1)] >>> ((at & 1) << 5));
    }

    private static void door(long[] cells, int at, int door) {
        int shift = (at & 1) << 5;
        int word = DOORS + (at >> 1);
        cells[word] = cells[word] & ~(0xFFFF_FFFFL << shift) | (door & 0xFFFF_FFFFL) << shift;
    }

    private static int oldest(long[] cells) {
        return (int) (cells[STATE] >>> OLDEST_AT) & BOUND - 1;
    }

    private static int place(long[] cells, int i) {
        return oldest(cells) + i & BOUND - 1;
    }

    static int size(long[] cells) {
        return (int) (cells[STATE] >>> SIZE_AT) & SIZES;
    }

    static int port(long[] cells, int i) {
        return door(cells, place(cells, i)) >>> MODE_BITS;
    }

    private static long last(long[] cells, int i) {
        return cells[TIMES + place(cells, i)];
    }

    /**
     * What proves the alarm of a rule.
     *
     * @param ruleModes whose probes the rule's measures count
     * @param seconds its longest window; 0 is without end
     */
    static Alarm.Proof proof(long[] cells, int ruleModes, int seconds, long now, Evidence evidence) {
        int latestModes = (int) cells[STATE] & 0xFFFF;
        int counted = ruleModes & latestModes;
        Mode mode = MODES[Integer.numberOfTrailingZeros(counted != 0 ? counted : latestModes)];
        Kind kind = KINDS[(int) (cells[STATE] >>> KIND_AT) & 0xFF];
        long since = seconds == 0 ? Long.MIN_VALUE : now - seconds * 1_000_000_000L;
        Address target = new Address(cells[TARGET_HIGH], cells[TARGET_LOW]);
        return new Alarm.Proof(
                mode, kind, target, since(cells, ruleModes, since), evidence, Optional.of(latest(cells)));
    }

    private static Alarm.Latest latest(long[] cells) {
        long state = cells[STATE];
        boolean hasOptions = (state >>> OPTIONS_AT & 1) == 1;
        return new Alarm.Latest((int) (state >>> PORT_AT), (int) (state >>> FLAGS_AT) & FLAGS, hasOptions);
    }

    /** The ports that these modes counted at or after that time. */
    private static List<Integer> since(long[] cells, int countedBy, long nanos) {
        int[] found = new int[BOUND];
        int size = 0;
        for (int i = 0; i < size(cells); i++) {
            int door = door(cells, place(cells, i));
            if ((door & countedBy) == 0 || last(cells, i) < nanos) continue;
            found[size] = door >>> MODE_BITS; // behind the others, where the search for it ends
            if (indexOf(found, door >>> MODE_BITS) == size) size++;
        }
        Integer[] ports = new Integer[size];
        for (int i = 0; i < size; i++) ports[i] = found[i];
        return List.of(ports);
    }

    private static int indexOf(int[] ports, int port) {
        int at = 0;
        while (ports[at] != port) at++;
        return at;
    }

    /** @return whether the port was there */
    static boolean remove(long[] cells, int port) {
        int size = size(cells);
        for (int i = 0; i < size; i++) {
            if (port(cells, i) != port) continue;
            for (; i < size - 1; i++) {
                door(cells, place(cells, i), door(cells, place(cells, i + 1)));
                cells[TIMES + place(cells, i)] = last(cells, i + 1);
            }
            cells[STATE] -= 1L << SIZE_AT;
            return true;
        }
        return false;
    }

    /** Whether some port but this one was touched by both at about the same time. */
    static boolean keepStep(long[] one, long[] other, int exceptPort, long within) {
        for (int i = size(one) - 1; i >= 0; i--) {
            if (port(one, i) == exceptPort) continue;
            for (int j = size(other) - 1; j >= 0; j--)
                if (port(other, j) == port(one, i) && Math.abs(last(other, j) - last(one, i)) <= within) return true;
        }
        return false;
    }
}
