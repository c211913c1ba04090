package portcullis.scenario.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Refused;
import portcullis.fact.Story;
import portcullis.scenario.Replay;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;

/** Replays a labelled capture as a sensor of its victim, and compares who was reported with who should have been. */
public final class Scorer {
    private final Rehearsals rehearsals;
    private final Settings settings;

    public Scorer(Rehearsals rehearsals, Settings settings) {
        this.rehearsals = rehearsals;
        this.settings = settings;
    }

    public Scored score(Label label) throws Refused {
        Recording recording = new Recording(List.of(label.capture()), false);
        Replay replay = new Replay(
                rehearsals,
                settings,
                new Replay.Whose(Optional.of(label.host()), Optional.empty(), label.served()),
                label.expected());
        Replay.Found seen = replay.look(recording, part -> {});
        Touches touches = new Touches(label.expected(), label.host().watched());
        Reported reported = new Reported(touches);
        Replay.Ended ended = replay.play(recording, seen.host(), reported, touches, part -> {});
        return compare(label, reported, ended);
    }

    private static Scored compare(Label label, Reported reported, Replay.Ended ended) {
        List<Scored.Found> found = new ArrayList<>();
        List<Scored.Missed> missed = new ArrayList<>();
        List<Scored.Blamed> blamed = new ArrayList<>();
        for (Address scanner : label.expected()) {
            reported.firstOf(scanner)
                    .ifPresent(first -> found.add(new Scored.Found(
                            first.alarm(),
                            reported.isBlocked(scanner),
                            first.progress().ports(),
                            first.progress().nanos())));
        }
        for (Story story : ended.stories())
            if (reported.firstOf(story.source()).isEmpty()) missed.add(Scored.Missed.of(story));
        reported.first().forEach((address, first) -> {
            boolean isOfScanners = address.isNetwork()
                    && label.expected().stream().anyMatch(one -> one.network().equals(address));
            if (!isOfScanners && label.isInnocent(address))
                blamed.add(new Scored.Blamed(first.alarm(), reported.isBlocked(address)));
        });
        return new Scored(
                label, found, missed, blamed, ended.probes(), ended.reading().damage(), ended.ruleTroubles());
    }
}
