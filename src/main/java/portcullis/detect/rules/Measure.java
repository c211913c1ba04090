package portcullis.detect.rules;

import java.util.List;
import java.util.TreeSet;

/**
 * Something that rules count about a source, read from their conditions.
 *
 * @param modes whose probes count: a bit for each {@link portcullis.fact.Mode}, by its ordinal
 * @param seconds length of the sliding window; 0 is without end
 * @param among the ports that count; empty for all
 * @param lines values at which some condition changes its answer, ascending
 * @param spoken whether some sentence tells the value, which should then go on past the lines
 * @param everyChange whether some condition cannot be read as lines, so that each change must be shown
 */
public record Measure(
        Kind kind,
        int modes,
        int seconds,
        List<Integer> among,
        List<Integer> lines,
        boolean spoken,
        boolean everyChange) {
    /** How far a measure is exact that a sentence tells. */
    private static final int SPOKEN_BOUND = 16;

    /** The same for one that is compared with something else than a number: a rule pays for this in memory. */
    private static final int EVERY_CHANGE_BOUND = 4_096;

    private static final int LARGEST_BOUND = 65_536;

    public enum Kind {
        HITS,
        PORTS,
        PORTS_AMONG,
        HOSTS
    }

    public Measure {
        among = List.copyOf(among);
        lines = List.copyOf(lines);
    }

    /** Whether two mentions in rules mean the same count. */
    boolean isSameAs(Measure other) {
        return kind == other.kind && modes == other.modes && seconds == other.seconds && among.equals(other.among);
    }

    /** The same count with the lines of both mentions. */
    Measure joinedWith(Measure other) {
        TreeSet<Integer> all = new TreeSet<>(lines);
        all.addAll(other.lines);
        return new Measure(
                kind,
                modes,
                seconds,
                among,
                List.copyOf(all),
                spoken || other.spoken,
                everyChange || other.everyChange);
    }

    /** Up to where the value must be exact. A line that no port number can reach needs no memory. */
    public int bound() {
        int bound = lines.stream()
                .mapToInt(Integer::intValue)
                .filter(line -> line <= LARGEST_BOUND)
                .max()
                .orElse(1);
        if (everyChange) return Math.max(bound, EVERY_CHANGE_BOUND);
        return spoken ? Math.max(bound, SPOKEN_BOUND) : bound;
    }
}
