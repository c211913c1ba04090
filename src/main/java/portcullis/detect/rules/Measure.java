package portcullis.detect.rules;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import portcullis.fact.Tool;

/**
 * Something that rules count about a source, a target or a network of sources, read from their conditions.
 *
 * @param modes whose probes count: a bit for each {@link portcullis.fact.Mode}, by its ordinal
 * @param tool whose probes count, where the measure asks for a program
 * @param seconds length of the sliding window, or the half-life of a score; 0 is without end
 * @param among the ports that count; empty for all
 * @param lines values at which some condition changes its answer, ascending
 * @param spoken whether some sentence tells the value, which should then go on past the lines
 * @param everyChange whether some condition cannot be read as lines, so that each change must be shown
 */
public record Measure(
        Kind kind,
        int modes,
        Tool tool,
        int seconds,
        List<Integer> among,
        List<Integer> lines,
        boolean spoken,
        boolean everyChange)
        implements Serializable {
    /** How far a measure is exact that a sentence tells. */
    private static final int SPOKEN_BOUND = 16;

    /** The same for one that is compared with something else than a number: a rule pays for this in memory. */
    private static final int EVERY_CHANGE_BOUND = 4_096;

    private static final int LARGEST_BOUND = 65_536;

    /** What is counted, and the word by which rules ask for it. */
    public enum Kind {
        HITS("hits"),
        PORTS("ports"),
        PORTS_AMONG("portsAmong"),
        HOSTS("hosts"),
        KINDS("kinds"),
        SOURCE_PORTS("sourcePorts"),
        SERVICE_PORTS("servicePorts"),
        TOOLS("tools"),
        SCORE("score"),
        WALK("walk"),
        COMPANIONS("companions"),
        CONTACTS("contacts"),
        SOURCES("sources"),
        SHARED_PORTS("sharedPorts"),
        ADDRESSES("addresses"),
        NETWORK_PORTS("networkPorts");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }

        /** All words, as the alternatives of a pattern. */
        static String words() {
            return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining("|"));
        }

        /** Whether it stands in conditions on {@code Target} rather than on {@code Source}. */
        public boolean isOfTarget() {
            return this == SOURCES || this == SHARED_PORTS;
        }

        /** Whether it stands in conditions on {@code SourceNetwork}. */
        public boolean isOfNetwork() {
            return this == ADDRESSES || this == NETWORK_PORTS;
        }
    }

    public Measure {
        among = List.copyOf(among);
        lines = List.copyOf(lines);
    }

    /** Whether two mentions in rules mean the same count. */
    public boolean isSameAs(Measure other) {
        return kind == other.kind
                && modes == other.modes
                && tool == other.tool
                && seconds == other.seconds
                && among.equals(other.among);
    }

    /** The same count with the lines of both mentions. */
    Measure joinedWith(Measure other) {
        TreeSet<Integer> all = new TreeSet<>(lines);
        all.addAll(other.lines);
        return new Measure(
                kind,
                modes,
                tool,
                seconds,
                among,
                List.copyOf(all),
                spoken || other.spoken,
                everyChange || other.everyChange);
    }

    /** How far back it looks, in seconds; 0 is without end, as for a score, which forgets slowly. */
    public int lookback() {
        return kind == Kind.SCORE ? 0 : seconds;
    }

    /** Up to where the value must be exact, at least one. A line that no port number can reach needs no memory. */
    public int bound() {
        int bound = lines.stream()
                .mapToInt(Integer::intValue)
                .filter(line -> line > 0 && line <= LARGEST_BOUND)
                .max()
                .orElse(1);
        if (everyChange) return Math.max(bound, EVERY_CHANGE_BOUND);
        return spoken ? Math.max(bound, SPOKEN_BOUND) : bound;
    }
}
