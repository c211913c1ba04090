package portcullis.scenario.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Words;

/** An earlier score. Compared is what both have: a capture that is new can make nothing worse. */
public record Baseline(Map<Key, Before> captures) {
    public Baseline {
        captures = Map.copyOf(captures);
    }

    /** A capture, seen from a victim. */
    public record Key(String path, String victim) {}

    /** Who was found, and who falsely blamed, then. */
    public record Before(Set<Address> found, Set<Address> blamed) {
        public Before {
            found = Set.copyOf(found);
            blamed = Set.copyOf(blamed);
        }
    }

    /**
     * What has changed since.
     *
     * @param compared how many captures both have
     * @param changes each address that is found, missed or blamed now and was not then, or the other way round
     * @param worse for each class, or name that is counted apart, in what it is worse; empty where nothing is
     */
    public record Comparison(int compared, List<Change> changes, List<String> worse) {
        public boolean isWorse() {
            return !worse.isEmpty();
        }
    }

    /** @param what {@code found}, {@code missed}, {@code blamed} or {@code cleared}: how it is now */
    public record Change(String what, String path, String victim, Address source) {}

    /** How many more are found, and how many more are blamed, than then. */
    private record Gain(int found, int blamed) {
        Gain and(Gain other) {
            return new Gain(found + other.found, blamed + other.blamed);
        }
    }

    /**
     * Worse is a class in which fewer are found or more are blamed, over all that both have. So an improvement elsewhere cannot hide
     * it, and within a class one capture may be given for another.
     */
    public Comparison compare(List<Scored> now) {
        List<Change> changes = new ArrayList<>();
        Map<String, Gain> gains = new TreeMap<>();
        int compared = 0;
        for (Scored scored : now) {
            Before before = captures.get(scored.key());
            if (before == null) continue;
            compared++;
            Set<Address> found =
                    sources(scored.found().stream().map(Scored.Found::alarm).toList());
            Set<Address> blamed =
                    sources(scored.blamed().stream().map(Scored.Blamed::alarm).toList());
            changes(scored, before.found(), found, "found", "missed", changes);
            changes(scored, before.blamed(), blamed, "blamed", "cleared", changes);
            String group = scored.label().apart().orElse(scored.label().labelClass());
            Gain gain = new Gain(
                    found.size() - before.found().size(),
                    blamed.size() - before.blamed().size());
            gains.merge(group, gain, Gain::and);
        }
        return new Comparison(compared, changes, worse(gains));
    }

    private static Set<Address> sources(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::source).collect(Collectors.toSet());
    }

    private static void changes(
            Scored scored, Set<Address> then, Set<Address> now, String gained, String lost, List<Change> changes) {
        Map<Address, String> changed = new LinkedHashMap<>();
        now.stream().filter(address -> !then.contains(address)).forEach(address -> changed.put(address, gained));
        then.stream().filter(address -> !now.contains(address)).forEach(address -> changed.put(address, lost));
        changed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Address::toString)))
                .map(entry -> new Change(
                        entry.getValue(), scored.label().path(), scored.label().victim(), entry.getKey()))
                .forEach(changes::add);
    }

    private static List<String> worse(Map<String, Gain> gains) {
        List<String> worse = new ArrayList<>();
        gains.forEach((group, gain) -> {
            if (gain.found < 0) worse.add(group + ": " + -gain.found + " fewer found");
            if (gain.blamed > 0) worse.add(group + ": " + Words.count(gain.blamed, "more false alarm"));
        });
        return worse;
    }
}
