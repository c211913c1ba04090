package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Outcome;
import portcullis.fact.Refused;
import portcullis.fact.Story;
import portcullis.fact.Verdict;
import portcullis.fact.Words;
import portcullis.journal.Archive;
import portcullis.journal.HistoryLine;
import portcullis.journal.JournalFailed;
import portcullis.journal.Sighted;
import portcullis.scenario.Replay;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;

/**
 * All that can be told of one source.
 *
 * @param touches what it touched
 * @param said what was alarmed, decided and done about it; in a rehearsal, what would have been
 * @param isLive whether that is what a watcher did
 * @param story what rules and settings make of its touches now; none where no touch is known
 * @param ruleTroubles what went wrong inside rules
 */
public record Account(
        Address source,
        List<Sighted> touches,
        List<HistoryLine> said,
        boolean isLive,
        Optional<Story> story,
        List<String> ruleTroubles) {
    public Account {
        touches = List.copyOf(touches);
        said = List.copyOf(said);
        ruleTroubles = List.copyOf(ruleTroubles);
    }

    /** Whether anything is known of it. */
    public boolean isEmpty() {
        return touches.isEmpty()
                && said.isEmpty()
                && story.map(told -> told.digests().isEmpty()).orElse(true);
    }

    /** From a journal: what the watcher did, and what comes of running the line again. */
    public static Account of(Address source, Archive archive, long since, Rehearsals rehearsals, Settings settings)
            throws JournalFailed, Refused {
        List<Sighted> touches = archive.touchesOf(source, since);
        List<HistoryLine> said = archive.history(source, since);
        if (touches.isEmpty()) return new Account(source, touches, said, true, Optional.empty(), List.of());
        Recollection.Played played =
                new Recollection(rehearsals, settings).play(touches::forEach, java.util.Set.of(source), entry -> {});
        return new Account(
                source, touches, said, true, played.stories().stream().findFirst(), played.ruleTroubles());
    }

    /** A capture, and how its reading ended. */
    public record OfCapture(Account account, portcullis.fact.Reading reading) {}

    /** From captures: what would have been done. */
    public static OfCapture of(
            Address source, Recording recording, Replay.Whose whose, Rehearsals rehearsals, Settings settings)
            throws Refused {
        Replay replay = new Replay(rehearsals, settings, whose, java.util.Set.of(source));
        Replay.Found found = replay.look(recording, part -> {});
        List<HistoryLine> said = new ArrayList<>();
        Replay.Ended ended = replay.play(
                recording,
                found.host(),
                entry -> {
                    if (isAbout(entry, source) && said.size() < Said.MOST) said.add(Said.line(entry));
                },
                part -> {});
        Account account = new Account(
                source, ended.touches(), said, false, ended.stories().stream().findFirst(), ended.ruleTroubles());
        return new OfCapture(account, ended.reading());
    }

    private static boolean isAbout(Entry entry, Address source) {
        if (entry instanceof Alarm alarm) return alarm.source().equals(source);
        if (entry instanceof Outcome outcome) return outcome.verdict().source().equals(source);
        return ((Verdict) entry).source().equals(source);
    }

    /** Entries in the words of a journal's history. */
    private static final class Said {
        private static final int MOST = 10_000;

        static HistoryLine line(Entry entry) {
            if (entry instanceof Alarm alarm)
                return new HistoryLine(alarm.at(), alarm.isShadow() ? "shadow" : "alarm", alarm.rule(), words(alarm));
            if (entry instanceof Outcome outcome) return line(outcome);
            if (entry instanceof Verdict.Shadow shadow)
                return new HistoryLine(shadow.at(), "would " + shadow.would().decision(), "", shadow.why());
            Verdict verdict = (Verdict) entry;
            String span = verdict instanceof Verdict.Block block ? "for " + Words.span(block.span()) + ", " : "";
            return new HistoryLine(verdict.at(), verdict.decision(), "", span + verdict.why());
        }

        private static HistoryLine line(Outcome outcome) {
            String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
            return new HistoryLine(
                    outcome.at(),
                    outcome.state().name().toLowerCase(Locale.ROOT),
                    outcome.responder(),
                    outcome.effect().sentence() + detail);
        }

        private static String words(Alarm alarm) {
            String ports = alarm.proof().ports().stream().map(String::valueOf).collect(Collectors.joining(","));
            return alarm.reason() + (ports.isEmpty() ? "" : ": " + ports);
        }
    }
}
