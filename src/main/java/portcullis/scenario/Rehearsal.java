package portcullis.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Entry;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.journal.MemoryJournal;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;
import portcullis.watch.Stage;

/** Plays one scenario and says how it went. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * How it went.
     *
     * @param happened the journal, as the lines of an expectation
     * @param difference missing (-) and unexpected (+) lines
     * @param problems what kept it from being played, or went wrong inside rules
     */
    public record Result(List<String> happened, List<String> difference, List<Problem> problems) {
        public boolean isPassed() {
            return difference.isEmpty() && problems.isEmpty();
        }
    }

    public static Result play(Scenario scenario, Rehearsals rehearsals) {
        MemoryJournal journal = new MemoryJournal();
        try {
            List<Problem> problems = new ArrayList<>();
            long zero = scenario.capture().isPresent()
                    ? recording(scenario, rehearsals, journal, problems)
                    : timeline(scenario, rehearsals, journal, problems);
            List<Entry> entries = journal.entries();
            List<String> happened = Line.of(entries, zero);
            return new Result(happened, Expectation.difference(scenario.expected(), happened), problems);
        } catch (Refused refused) {
            return new Result(List.of(), List.of(), refused.problems());
        }
    }

    private static long timeline(
            Scenario scenario, Rehearsals rehearsals, MemoryJournal journal, List<Problem> problems) throws Refused {
        try (Stage stage = rehearsals.open(scenario.settings(), scenario.timelineHost(), journal)) {
            for (Step step : scenario.steps()) {
                if (step.frames().isEmpty()) stage.pass(step.nanos());
                for (byte[] frame : step.frames()) stage.take(step.nanos(), frame);
            }
            problems.addAll(stage.problems());
        }
        return 0;
    }

    private static long recording(
            Scenario scenario, Rehearsals rehearsals, MemoryJournal journal, List<Problem> problems) throws Refused {
        Recording recording = new Recording(List.of(scenario.capture().orElseThrow()), false);
        Replay replay =
                new Replay(rehearsals, scenario.settings(), new Replay.Whose(scenario.host(), scenario.served()));
        Replay.Found found = replay.look(recording, part -> {});
        Replay.Ended ended = replay.play(recording, found.host(), journal, part -> {});
        Optional<String> damage = ended.reading().damage();
        damage.ifPresent(text -> problems.add(new Problem(scenario.file().toString(), 0, 0, text, "")));
        ended.ruleTroubles()
                .forEach(trouble -> problems.add(new Problem(scenario.file().toString(), 0, 0, trouble, "")));
        return found.reading().first();
    }
}
