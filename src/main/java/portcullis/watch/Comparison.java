package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Words;

/** Who of the latest packets' senders would be alarmed about differently under other rules. Both begin from nothing. Beside the line. */
final class Comparison {
    private static final int MOST = 20;

    private Comparison() {}

    /** @return sentences; none where nothing came lately */
    static List<String> between(Rulebook before, Rulebook after, Host host, Recent recent, long now, Duration span) {
        if (recent.size() == 0) return List.of();
        long since = now - span.toNanos();
        List<Alarm> old = new ArrayList<>();
        int packets = play(before, host, recent, since, old);
        if (packets == 0) return List.of();
        List<Alarm> fresh = new ArrayList<>();
        play(after, host, recent, since, fresh);
        List<String> sentences = differences(rules(old), rules(fresh));
        String asked = Words.count(packets, "packet") + " of the last " + Words.span(span);
        if (sentences.isEmpty()) return List.of(asked + ": the same alarms");
        List<String> told = new ArrayList<>(List.of(asked + ": " + Words.count(sentences.size(), "difference")));
        told.addAll(sentences.subList(0, Math.min(MOST, sentences.size())));
        if (sentences.size() > MOST) told.add("and " + (sentences.size() - MOST) + " more");
        return told;
    }

    private static int play(Rulebook book, Host host, Recent recent, long since, List<Alarm> alarms) {
        Surroundings around = new Surroundings(host, book.wiring().heldTcp(), 0);
        try (Detector detector = new Detector(
                book.rules(), book.settings().facts(), around, book.wiring().memory())) {
            return recent.since(since, packet -> detector.observe(packet, alarms));
        }
    }

    private static Map<Address, Set<String>> rules(List<Alarm> alarms) {
        Map<Address, Set<String>> rules = new LinkedHashMap<>();
        for (Alarm alarm : alarms)
            rules.computeIfAbsent(alarm.source(), source -> new TreeSet<>())
                    .add(alarm.isShadow() ? alarm.rule() + " (shadow)" : alarm.rule());
        return rules;
    }

    private static List<String> differences(Map<Address, Set<String>> before, Map<Address, Set<String>> after) {
        Set<Address> sources = new java.util.LinkedHashSet<>(before.keySet());
        sources.addAll(after.keySet());
        List<String> sentences = new ArrayList<>();
        for (Address source : sources) {
            Set<String> old = before.getOrDefault(source, Set.of());
            Set<String> fresh = after.getOrDefault(source, Set.of());
            List<String> more =
                    fresh.stream().filter(rule -> !old.contains(rule)).toList();
            List<String> less =
                    old.stream().filter(rule -> !fresh.contains(rule)).toList();
            if (!more.isEmpty()) sentences.add(source + " would be alarmed by " + String.join(", ", more));
            if (!less.isEmpty()) sentences.add(source + " would no longer be alarmed by " + String.join(", ", less));
        }
        return sentences;
    }
}
