package portcullis.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import portcullis.detect.rules.Need;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Exercised;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Ports;
import portcullis.fact.Story;
import portcullis.fact.Transport;

/**
 * The sources that somebody asks about, and what is told of each in the end. It costs far more than detection, and only for them:
 * nobody else's packet comes here.
 */
final class Followed {
    private static final int MOST = 10_000;

    private final List<RuleCard> rules;
    private final Map<Address, Record> records = new LinkedHashMap<>();
    private final boolean everybody;
    private final Map<String, Map<Need, Seen>> seen = new LinkedHashMap<>();

    private Followed(List<RuleCard> cards) {
        rules = cards.stream().filter(RuleCard::alarms).toList();
        everybody = true;
    }

    /** All sources, as far as there is room. */
    static Followed everybody(List<RuleCard> cards) {
        return new Followed(cards);
    }

    Followed(Set<Address> sources, List<RuleCard> cards) {
        rules = cards.stream().filter(RuleCard::alarms).toList();
        everybody = false;
        sources.forEach(source -> records.put(source, new Record(rules)));
    }

    boolean isEmpty() {
        return !everybody && records.isEmpty();
    }

    boolean holds(long high, long low) {
        Address source = new Address(high, low);
        if (everybody && records.size() < MOST) records.computeIfAbsent(source, s -> new Record(rules));
        return records.containsKey(source);
    }

    /** Notes a packet of a followed source. */
    void note(Packet packet, Kind kind, Fate fate, long nanos) {
        records.get(packet.source())
                .digests
                .computeIfAbsent(fate, f -> new Strand(nanos))
                .add(packet, kind, nanos);
    }

    /** Looks how near each rule is that has not told of the source, after a packet that was counted. */
    void measure(Suspect suspect) {
        records.get(suspect.getAddress()).measure(suspect);
        if (everybody) for (RuleCard rule : rules) judge(rule, suspect);
    }

    private void judge(RuleCard rule, Suspect suspect) {
        for (Need need : Nearness.ofSource(rule)) {
            boolean met = need.isMetBy(suspect.value(need.measure()));
            seen.computeIfAbsent(rule.id(), id -> new LinkedHashMap<>()).merge(need, new Seen(met, !met), Seen::and);
        }
    }

    /** Whether a condition was met, and whether it was missed. */
    private record Seen(boolean met, boolean missed) {
        static final Seen NEVER = new Seen(false, false);

        Seen and(Seen other) {
            return new Seen(met || other.met, missed || other.missed);
        }
    }

    /** @param fired names of the rules that fired */
    List<Exercised> exercised(List<RuleCard> cards, Set<String> fired) {
        return cards.stream()
                .map(rule -> {
                    Map<Need, Seen> of = seen.getOrDefault(rule.id(), Map.of());
                    List<Need> judged = Nearness.ofSource(rule);
                    List<Exercised.Condition> conditions = judged.stream()
                            .map(need -> {
                                Seen was = of.getOrDefault(need, Seen.NEVER);
                                return new Exercised.Condition(need.text(), was.met(), was.missed());
                            })
                            .toList();
                    return new Exercised(
                            rule.id(),
                            fired.contains(rule.name()),
                            nearest(rule.id()),
                            conditions,
                            rule.needs().size() - judged.size());
                })
                .toList();
    }

    private double nearest(String rule) {
        return records.values().stream()
                .filter(record -> !record.told.containsKey(rule) && record.nearest.containsKey(rule))
                .mapToDouble(record -> record.nearest.get(rule).nearness())
                .max()
                .orElse(0);
    }

    /** The suspect has just been told of by this alarm. */
    void note(Alarm alarm, Suspect suspect) {
        Record record = records.get(alarm.source());
        if (record != null) record.note(alarm, suspect);
    }

    /** @param ignoredBecause asks the rules */
    List<Story> stories(Function<Address, Optional<String>> ignoredBecause) {
        List<Story> stories = new ArrayList<>();
        records.forEach((source, record) -> stories.add(record.story(source, ignoredBecause)));
        return stories;
    }

    /** One source. */
    private static final class Record {
        private final List<RuleCard> rules;
        private final Map<Fate, Strand> digests = new EnumMap<>(Fate.class);
        private final Map<String, Story.Told> told = new LinkedHashMap<>();
        private final Map<String, Story.Silent> nearest = new LinkedHashMap<>();

        Record(List<RuleCard> rules) {
            this.rules = rules;
            rules.forEach(rule -> nearest.put(rule.id(), Nearness.never(rule)));
        }

        void measure(Suspect suspect) {
            for (RuleCard rule : rules) {
                if (told.containsKey(rule.id())) continue;
                Story.Silent now = Nearness.of(rule, suspect);
                if (now.nearness() > nearest.get(rule.id()).nearness()) nearest.put(rule.id(), now);
            }
        }

        void note(Alarm alarm, Suspect suspect) {
            Story.Told before = told.get(alarm.rule());
            Story.Told now = before == null
                    ? first(alarm, suspect)
                    : new Story.Told(before.first(), before.sentence(), before.matched(), before.times() + 1);
            told.put(alarm.rule(), now);
        }

        private Story.Told first(Alarm alarm, Suspect suspect) {
            Optional<RuleCard> rule = rules.stream()
                    .filter(card -> card.id().equals(alarm.rule()))
                    .findFirst();
            return new Story.Told(
                    alarm,
                    rule.map(RuleCard::name).orElse(""),
                    rule.map(card -> Nearness.matched(card, suspect)).orElse(List.of()),
                    1);
        }

        Story story(Address source, Function<Address, Optional<String>> ignoredBecause) {
            Map<Fate, Story.Digest> told = new EnumMap<>(Fate.class);
            digests.forEach((fate, strand) -> told.put(fate, strand.digest()));
            List<Story.Silent> silent = nearest.values().stream()
                    .filter(rule -> !this.told.containsKey(rule.rule()))
                    .toList();
            return new Story(
                    source,
                    told,
                    List.copyOf(this.told.values()),
                    silent,
                    told.containsKey(Fate.IGNORED) ? ignoredBecause.apply(source) : Optional.empty());
        }
    }

    /** Packets of one fate. */
    private static final class Strand {
        private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        private final Map<Transport, BitSet> ports = new EnumMap<>(Transport.class);
        private final long first;
        private long last;
        private long packets;

        Strand(long nanos) {
            first = nanos;
        }

        void add(Packet packet, Kind kind, long nanos) {
            packets++;
            last = nanos;
            if (packet.transport() != Transport.ICMP) kinds.merge(kind, 1L, Long::sum);
            ports.computeIfAbsent(packet.transport(), t -> new BitSet()).set(packet.targetPort());
        }

        Story.Digest digest() {
            Map<Transport, Ports> sets = new EnumMap<>(Transport.class);
            ports.forEach((transport, bits) -> sets.put(transport, Ports.of(bits)));
            return new Story.Digest(packets, kinds, sets, first, last);
        }
    }
}
