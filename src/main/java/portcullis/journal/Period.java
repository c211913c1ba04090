package portcullis.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;

/**
 * What happened in a stretch of time, summed up. Of long lists the first stand here, the most frequent first.
 *
 * @param alarms of rules in force
 * @param sources that they were about
 * @param onProbation sources of which only rules on probation told
 * @param loudest the sources of the most alarms
 * @param rules how often each rule alarmed
 * @param decisions how often the guard decided what
 * @param carriedOut blocks of which some tool said that it was done
 * @param spared how often somebody was spared, by the reason
 * @param failed how often a responder failed, by its name and what it said
 * @param notUnderstood what was not understood or not kept
 * @param notes what administrators did
 * @param silent sources that touched something and raised no alarm
 */
public record Period(
        Stretch stretch,
        long alarms,
        long sources,
        long onProbation,
        List<Loud> loudest,
        Map<String, Long> rules,
        Map<String, Long> decisions,
        long carriedOut,
        Map<String, Long> spared,
        Map<String, Long> failed,
        Map<String, Long> notUnderstood,
        List<HistoryLine> notes,
        long silent) {
    public Period {
        loudest = List.copyOf(loudest);
        rules = new LinkedHashMap<>(rules);
        decisions = new LinkedHashMap<>(decisions);
        spared = new LinkedHashMap<>(spared);
        failed = new LinkedHashMap<>(failed);
        notUnderstood = new LinkedHashMap<>(notUnderstood);
        notes = List.copyOf(notes);
    }

    /** Whether there is nothing that somebody would want to read; that blocks end is no news. */
    public boolean isQuiet() {
        return alarms == 0 && onProbation == 0 && failed.isEmpty() && notes.isEmpty();
    }

    /** How often the guard decided that. */
    public long decided(String decision) {
        return decisions.getOrDefault(decision, 0L);
    }

    /**
     * A source that raised alarms.
     *
     * @param last when it raised the latest, in nanoseconds since 1970
     * @param rules that told of it, with commas
     * @param reason of the latest alarm, with its ports
     * @param fate what was last decided about it: a block, where there was one
     */
    public record Loud(Address source, long alarms, long last, String rules, String reason, String fate) {}
}
