package portcullis.fact;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one source: what it sent, which rules told of it, and how near the others came.
 *
 * @param digests what it sent, by what became of it
 * @param told the rules that alarmed, in the order in which they first did
 * @param silent the rules that did not, the nearest first
 * @param ignoredBecause why the rules ignore it, if they do
 */
public record Story(
        Address source,
        Map<Fate, Digest> digests,
        List<Told> told,
        List<Silent> silent,
        Optional<String> ignoredBecause) {
    public Story {
        digests = digests.isEmpty() ? Map.of() : new EnumMap<>(digests);
        told = List.copyOf(told);
        silent = silent.stream()
                .sorted(Comparator.comparingDouble(Silent::nearness).reversed())
                .toList();
    }

    /**
     * Some of its packets.
     *
     * @param ports which it touched, by transport; where there are no ports, types or protocols
     * @param first nanoseconds since 1970
     * @param last the same
     */
    public record Digest(long packets, Map<Kind, Long> kinds, Map<Transport, Ports> ports, long first, long last) {
        public Digest {
            kinds = kinds.isEmpty() ? Map.of() : new EnumMap<>(kinds);
            ports = ports.isEmpty() ? Map.of() : new EnumMap<>(ports);
        }
    }

    /**
     * A rule that alarmed.
     *
     * @param first its first alarm
     * @param sentence its name, which says what it looks for
     * @param matched its conditions on measures, as they stood at the first alarm
     * @param times how many alarms there were
     */
    public record Told(Alarm first, String sentence, List<Matched> matched, int times) {
        public Told {
            matched = List.copyOf(matched);
        }
    }

    /**
     * A condition on a measure, and what the measure was.
     *
     * @param condition as it stands in the rule
     */
    public record Matched(String condition, int value) {}

    /**
     * A rule that was silent, as it stood when it was nearest.
     *
     * @param wanted the first of its conditions that was not met, as it stands in the rule; empty where all that count were met, so
     *     that another condition kept it silent
     * @param reached the measure of that condition then
     * @param number what it was compared with
     * @param at nanoseconds since 1970
     * @param nearness from 0, where nothing that it measures had come, to 1
     * @param isLast whether all its other numbers were reached then
     */
    public record Silent(
            String rule, String wanted, int reached, int number, long at, double nearness, boolean isLast) {
        private static final String AT_LEAST = ">=";
        /** No measure counts so far: so a setting switches a rule off. */
        private static final int OUT_OF_REACH = 1_000_000;

        /** As in "ports( Transport.TCP, 60 ) reached 4 of 5". */
        public String words() {
            if (wanted.isEmpty()) return "reached every number, and another condition was not met";
            if (isOff()) return "is switched off";
            if (!wanted.contains(AT_LEAST)) return wanted + " was not met by " + reached;
            return wanted.substring(0, wanted.indexOf(AT_LEAST)).strip() + " reached " + reached + " of " + number;
        }

        /** As in "4 of 5 ports within 60s", for a reader who does not know the rules' words. */
        public String plainly() {
            if (wanted.isEmpty() || isOff() || !wanted.contains(AT_LEAST)) return words();
            return MeasureWords.plainly(wanted, reached, number);
        }

        /** Whether it was half way there, and would have told of the source if its number had been the one that was reached. */
        public boolean wouldHaveFired() {
            return isLast && !isOff() && wanted.contains(AT_LEAST) && reached * 2 >= number;
        }

        /** Whether it wants a number that nothing reaches. */
        public boolean isOff() {
            return number >= OUT_OF_REACH;
        }

        /** Whether anything came that the rule measures. */
        public boolean isTouched() {
            return nearness > 0;
        }
    }

    /** The rule that was nearest to telling of it, where any came near. */
    public Optional<Silent> nearest() {
        return silent.stream().findFirst().filter(Silent::isTouched);
    }
}
