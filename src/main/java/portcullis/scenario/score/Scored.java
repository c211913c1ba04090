package portcullis.scenario.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Story;
import portcullis.fact.Words;

/**
 * How one capture went. An address counts as reported when a rule raised an alarm about it, whatever was then decided.
 *
 * @param blamed innocents that were reported
 * @param probes touches that some mode counted, of whomever
 * @param damage where and why the reading of the capture stopped early, if it did
 * @param ruleTroubles what went wrong inside rules
 */
public record Scored(
        Label label,
        List<Found> found,
        List<Missed> missed,
        List<Blamed> blamed,
        long probes,
        Optional<String> damage,
        List<String> ruleTroubles) {
    public Scored {
        found = List.copyOf(found);
        missed = List.copyOf(missed);
        blamed = List.copyOf(blamed);
        ruleTroubles = List.copyOf(ruleTroubles);
    }

    /**
     * An expected address that was reported.
     *
     * @param ports how many ports it had touched when its first alarm came, that one included
     * @param nanos how long after its first touch that was
     */
    public record Found(Alarm alarm, boolean isBlocked, int ports, long nanos) {}

    /** An expected address that was not reported, and why: the nearest rule and what it lacked, or what else became of its packets. */
    public record Missed(Address source, String why) {
        static Missed of(Story story) {
            return new Missed(story.source(), why(story));
        }

        private static String why(Story story) {
            if (story.ignoredBecause().isPresent())
                return "ignored: " + story.ignoredBecause().get();
            if (story.nearest().isPresent()) {
                Story.Silent nearest = story.nearest().get();
                return nearest.rule() + " was nearest: " + nearest.words();
            }
            if (story.digests().isEmpty()) return "sent the victim nothing that is looked at";
            return "no rule measures it: "
                    + story.digests().entrySet().stream()
                            .sorted(Comparator.comparingLong(
                                    sent -> -sent.getValue().packets()))
                            .map(entry -> Words.count(entry.getValue().packets(), "packet") + " "
                                    + entry.getKey().words())
                            .collect(Collectors.joining(", "));
        }
    }

    /** A false alarm. */
    public record Blamed(Alarm alarm, boolean isBlocked) {}

    /** What makes this line of the labels the same one in another run. */
    Baseline.Key key() {
        return new Baseline.Key(label.path(), label.victim());
    }
}
