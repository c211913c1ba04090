package portcullis.scenario.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Verdict;

/**
 * In whose treatment two sets of rules differ over one recording.
 *
 * @param recording what was played
 * @param probes how many touches or packets that was
 * @param changes sources that are treated otherwise now
 * @param spared sources of which the new rules tell and whom only the guard keeps from being blocked
 * @param innocents of a labelled capture whom the new rules have blocked
 * @param troubles what went wrong inside rules
 * @param damage where and why the reading stopped early, if it did
 */
public record Compared(
        String recording,
        long probes,
        List<Change> changes,
        List<Spared> spared,
        List<Innocent> innocents,
        List<String> troubles,
        Optional<String> damage) {
    public Compared {
        changes = List.copyOf(changes);
        spared = List.copyOf(spared);
        innocents = List.copyOf(innocents);
        troubles = List.copyOf(troubles);
    }

    /** How a source is treated otherwise. */
    public enum What {
        NEWLY_BLOCKED("newly blocked"),
        NO_LONGER_BLOCKED("no longer blocked"),
        EARLIER("blocked earlier"),
        LATER("blocked later"),
        NEWLY_TOLD("newly told of"),
        NO_LONGER_TOLD("no longer told of");

        private final String words;

        What(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The first alarm or block.
     *
     * @param at nanoseconds since 1970
     * @param span of a block
     */
    public record Seen(long at, String rule, Optional<Duration> span) {
        static Seen of(Alarm alarm) {
            return new Seen(alarm.at(), alarm.rule(), Optional.empty());
        }

        static Seen of(Verdict.Block block) {
            return new Seen(block.at(), block.because().rule(), Optional.of(block.span()));
        }
    }

    /** One source; of {@code now} and {@code before} the one is empty that has nothing to show. */
    public record Change(What what, Address source, Optional<Seen> now, Optional<Seen> before) {
        /** How much earlier or later, in nanoseconds; 0 for everything else. */
        public long by() {
            if (now.isEmpty() || before.isEmpty()) return 0;
            return Math.abs(now.get().at() - before.get().at());
        }
    }

    /**
     * Somebody whom the guard protects.
     *
     * @param isNew whether the old rules would not have asked for it
     */
    public record Spared(Address source, Seen seen, String why, boolean isNew) {}

    /** @param isNew whether the old rules would not have blocked it */
    public record Innocent(Address source, Seen seen, boolean isNew) {}

    static List<Change> changes(Rulings now, Rulings before) {
        Set<Address> sources = new LinkedHashSet<>(now.all().keySet());
        sources.addAll(before.all().keySet());
        List<Change> changes = new ArrayList<>();
        for (Address source : sources)
            change(source, now.of(source), before.of(source)).ifPresent(changes::add);
        changes.sort(Comparator.comparing(Change::what).thenComparing(Change::source));
        return changes;
    }

    private static Optional<Change> change(Address source, Ruling now, Ruling before) {
        Optional<Seen> blocked = now.blocked().map(Seen::of);
        Optional<Seen> blockedBefore = before.blocked().map(Seen::of);
        if (blocked.isPresent() || blockedBefore.isPresent()) {
            return otherwise(blocked, blockedBefore).map(what -> new Change(what, source, blocked, blockedBefore));
        }
        boolean isSpared = now.spared().isPresent(); // and told of as that
        if (isSpared || now.told().isPresent() == before.told().isPresent()) return Optional.empty();
        What what = now.told().isPresent() ? What.NEWLY_TOLD : What.NO_LONGER_TOLD;
        return Optional.of(
                new Change(what, source, now.told().map(Seen::of), before.told().map(Seen::of)));
    }

    private static Optional<What> otherwise(Optional<Seen> now, Optional<Seen> before) {
        if (before.isEmpty()) return Optional.of(What.NEWLY_BLOCKED);
        if (now.isEmpty()) return Optional.of(What.NO_LONGER_BLOCKED);
        long later = now.get().at() - before.get().at();
        if (later == 0) return Optional.empty();
        return Optional.of(later < 0 ? What.EARLIER : What.LATER);
    }

    static List<Spared> spared(Rulings now, Rulings before) {
        List<Spared> spared = new ArrayList<>();
        now.all()
                .forEach((source, ruling) -> ruling.spared()
                        .ifPresent(one -> spared.add(new Spared(
                                source,
                                Seen.of(one.alarm()),
                                one.why(),
                                before.of(source).spared().isEmpty()))));
        return spared;
    }
}
