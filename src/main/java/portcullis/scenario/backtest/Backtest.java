package portcullis.scenario.backtest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.fact.Refused;
import portcullis.journal.Guarded;
import portcullis.journal.JournalFailed;
import portcullis.scenario.Replay;
import portcullis.scenario.life.Recollection;
import portcullis.scenario.life.Touches;
import portcullis.scenario.score.Label;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;

/** Plays one recording before two sets of rules, with the same settings and the same guard. */
public final class Backtest {
    /** Whom settings protect, and how the guard says it. */
    private static final Map<Key, String> PROTECTED = Map.of(
            Key.IGNORE, "inside an ignored network",
            Key.BLOCK_NEVER, "listed in block.never",
            Key.BLOCK_GATEWAYS, "the host's gateway",
            Key.BLOCK_RESOLVERS, "one of the host's name servers");

    private final Rehearsals now;
    private final Rehearsals before;
    private final Settings settings;

    /**
     * @param now with the rules that are tried
     * @param before with those that they are held against
     */
    public Backtest(Rehearsals now, Rehearsals before, Settings settings) {
        this.now = now;
        this.before = before;
        this.settings = settings;
    }

    /** @param guarded whom the watcher's own guard spared, and when */
    public Compared ofJournal(String name, Touches touches, List<Guarded> guarded) throws Refused, JournalFailed {
        List<Guarded> all = new ArrayList<>(protectedBySettings());
        all.addAll(guarded);
        Rulings rulings = new Rulings(all);
        Rulings old = new Rulings(all);
        Recollection.Played played = new Recollection(now, settings).play(touches, Set.of(), rulings);
        Recollection.Played playedBefore = new Recollection(before, settings).play(touches, Set.of(), old);
        Set<String> troubles = new LinkedHashSet<>(played.ruleTroubles());
        troubles.addAll(playedBefore.ruleTroubles());
        return new Compared(
                name,
                played.touches(),
                Compared.changes(rulings, old),
                Compared.spared(rulings, old),
                List.of(),
                List.copyOf(troubles),
                Optional.empty());
    }

    public Compared ofCaptures(String name, Recording recording, Replay.Whose whose) throws Refused {
        return played(name, recording, whose, Optional.empty());
    }

    /** As a sensor of its victim. */
    public Compared ofLabel(Label label) throws Refused {
        Recording recording = new Recording(List.of(label.capture()), false);
        Replay.Whose whose = new Replay.Whose(Optional.of(label.host()), Optional.empty(), label.served());
        return played(label.path() + " for " + label.victim(), recording, whose, Optional.of(label));
    }

    private Compared played(String name, Recording recording, Replay.Whose whose, Optional<Label> label)
            throws Refused {
        Rulings rulings = new Rulings(protectedBySettings());
        Rulings old = new Rulings(protectedBySettings());
        Replay replay = new Replay(now, settings, whose);
        Replay.Found found = replay.look(recording, part -> {});
        Replay.Ended ended = replay.play(recording, found.host(), rulings, part -> {});
        Replay.Ended endedBefore = new Replay(before, settings, whose).play(recording, found.host(), old, part -> {});
        Set<String> troubles = new LinkedHashSet<>(ended.ruleTroubles());
        troubles.addAll(endedBefore.ruleTroubles());
        return new Compared(
                name,
                ended.probes(),
                Compared.changes(rulings, old),
                Compared.spared(rulings, old),
                label.map(one -> innocents(one, rulings, old)).orElse(List.of()),
                List.copyOf(troubles),
                ended.reading().damage());
    }

    private static List<Compared.Innocent> innocents(Label label, Rulings now, Rulings before) {
        List<Compared.Innocent> innocents = new ArrayList<>();
        now.all().forEach((source, ruling) -> {
            if (ruling.blocked().isEmpty() || isOfScanners(label, source) || !label.isInnocent(source)) return;
            innocents.add(new Compared.Innocent(
                    source,
                    Compared.Seen.of(ruling.blocked().get()),
                    before.of(source).blocked().isEmpty()));
        });
        return innocents;
    }

    private static boolean isOfScanners(Label label, Address source) {
        return source.isNetwork()
                && label.expected().stream().anyMatch(one -> one.network().equals(source));
    }

    private List<Guarded> protectedBySettings() {
        List<Guarded> all = new ArrayList<>();
        PROTECTED.forEach((key, why) -> {
            for (Network network : settings.networks(key))
                all.add(new Guarded(network, why, Long.MIN_VALUE, Long.MAX_VALUE));
        });
        return all;
    }
}
