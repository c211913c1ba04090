package portcullis.scenario.life;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Fate;
import portcullis.fact.Outcome;
import portcullis.fact.Story;
import portcullis.fact.Verdict;
import portcullis.fact.Words;
import portcullis.scenario.Rehearsal;

/**
 * What must stay the same while a scenario is made smaller: which rules told of the source and what was decided at the first alarm of each;
 * where none did, which rule was nearest and how near, and what became of the probes.
 *
 * @param told what was decided about the source, and by which responders, by rule
 * @param nearest the nearest silent rule, and its measure then; empty where some rule told
 * @param fates of its probes; empty where some rule told
 */
record Likeness(Map<String, String> told, Optional<String> nearest, Set<Fate> fates) {
    static Likeness of(Address source, Rehearsal.Result result) {
        Map<String, String> told = told(source, result.entries());
        Optional<Story> story = result.stories().stream()
                .filter(one -> one.source().equals(source))
                .findFirst();
        if (!told.isEmpty() || story.isEmpty()) return new Likeness(told, Optional.empty(), Set.of());
        Set<Fate> fates = new TreeSet<>(story.get().digests().keySet());
        return new Likeness(told, story.get().nearest().map(near -> near.rule() + ": " + near.plainly()), fates);
    }

    private static Map<String, String> told(Address source, List<Entry> entries) {
        Map<String, String> told = new LinkedHashMap<>();
        for (int i = 0; i + 1 < entries.size(); i++) {
            if (entries.get(i) instanceof Alarm alarm
                    && alarm.source().equals(source)
                    && entries.get(i + 1) instanceof Verdict verdict)
                told.putIfAbsent(alarm.rule(), decision(verdict, entries));
        }
        return told;
    }

    private static String decision(Verdict verdict, List<Entry> entries) {
        String span = verdict instanceof Verdict.Block block ? " for " + Words.span(block.span()) : "";
        String why = verdict instanceof Verdict.Spare ? " (" + verdict.why() + ")" : "";
        String responders = entries.stream()
                .filter(entry -> entry instanceof Outcome outcome && outcome.verdict() == verdict)
                .map(entry -> ((Outcome) entry).responder())
                .distinct()
                .collect(Collectors.joining(" "));
        return verdict.decision() + span + why + (responders.isEmpty() ? "" : " by " + responders);
    }

    /** Only this rule's alarm. */
    Likeness only(String rule) {
        return new Likeness(told.containsKey(rule) ? Map.of(rule, told.get(rule)) : Map.of(), nearest, fates);
    }

    /** Whether the other shows this at least. */
    boolean isIn(Likeness other) {
        if (told.isEmpty()) return equals(other);
        return other.told.entrySet().containsAll(told.entrySet());
    }

    /** As the first line of a scenario. */
    String sentence(Address source) {
        if (!told.isEmpty())
            return source + " from life: "
                    + told.entrySet().stream()
                            .map(entry -> entry.getKey() + ", " + entry.getValue())
                            .collect(Collectors.joining("; "));
        return source + " from life stays silent: "
                + nearest.orElseGet(() -> fates.stream().map(Fate::words).collect(Collectors.joining(", ")));
    }
}
