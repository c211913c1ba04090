package portcullis.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.fact.Words;

/** Journal entries as the lines of a scenario's expectation. */
final class Line {
    private Line() {}

    /** @param zero the time at which the scenario begins, in nanoseconds */
    static List<String> of(List<Entry> entries, long zero) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) lines.add(time(entry.at() - zero) + "  " + words(entry, entries));
        return lines;
    }

    /** A time since zero in the largest unit that divides it. */
    static String time(long nanos) {
        if (nanos % 1_000_000 != 0) return nanos + "ns";
        return Words.span(Duration.ofNanos(nanos));
    }

    private static String words(Entry entry, List<Entry> all) {
        if (entry instanceof Alarm alarm) {
            return ((alarm.isShadow() ? "shadow  " : "alarm  ") + alarm.source() + "  " + alarm.rule() + "  "
                            + ports(alarm))
                    .strip();
        }
        if (entry instanceof Outcome outcome) return words(outcome);
        Verdict verdict = (Verdict) entry;
        if (verdict instanceof Verdict.Shadow shadow) return "would " + words(shadow.would(), List.of());
        String start = verdict.decision() + "  " + verdict.source() + "  ";
        if (verdict instanceof Verdict.Spare spare) return start + spare.why();
        String span = verdict instanceof Verdict.Block block ? Words.span(block.span()) + "  " : "";
        return (start + span + responders(verdict, all)).strip();
    }

    private static String ports(Alarm alarm) {
        return alarm.proof().ports().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String responders(Verdict verdict, List<Entry> all) {
        return all.stream()
                .filter(entry -> entry instanceof Outcome outcome && outcome.verdict() == verdict)
                .filter(entry -> ((Outcome) entry).state() != Outcome.State.WITHHELD)
                .map(entry -> ((Outcome) entry).responder())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String words(Outcome outcome) {
        return switch (outcome.state()) {
            case NOT_PLANNED -> "failed  " + outcome.responder() + "  " + outcome.detail();
            case WITHHELD -> "withheld  " + outcome.responder() + "  " + outcome.detail();
            case WOULD_RUN, WAITING, DONE, REFUSED, TIMED_OUT ->
                "effect  " + outcome.effect().sentence();
        };
    }
}
