package portcullis.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Entry;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Story;
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
     * @param entries the journal itself
     * @param stories of those who were followed
     */
    public record Result(
            List<String> happened,
            List<String> difference,
            List<Problem> problems,
            List<Entry> entries,
            List<Story> stories) {
        public boolean isPassed() {
            return difference.isEmpty() && problems.isEmpty();
        }
    }

    public static Result play(Scenario scenario, Rehearsals rehearsals) {
        return play(scenario, rehearsals, Set.of());
    }

    /** The same; the stories of these sources are kept, where the scenario is a timeline. */
    public static Result play(Scenario scenario, Rehearsals rehearsals, Set<Address> followed) {
        MemoryJournal journal = new MemoryJournal();
        try {
            List<Problem> problems = new ArrayList<>();
            List<Story> stories = new ArrayList<>();
            long zero = scenario.capture().isPresent()
                    ? recording(scenario, rehearsals, journal, problems)
                    : timeline(scenario, rehearsals, journal, problems, followed, stories);
            List<Entry> entries = journal.entries();
            List<String> happened = Line.of(entries, zero);
            return new Result(
                    happened, Expectation.difference(scenario.expected(), happened), problems, entries, stories);
        } catch (Refused refused) {
            return new Result(List.of(), List.of(), refused.problems(), List.of(), List.of());
        }
    }

    private static long timeline(
            Scenario scenario,
            Rehearsals rehearsals,
            MemoryJournal journal,
            List<Problem> problems,
            Set<Address> followed,
            List<Story> stories)
            throws Refused {
        try (Stage stage = rehearsals.open(scenario.settings(), scenario.timelineHost(), journal, followed)) {
            for (Step step : scenario.steps()) {
                if (step.frames().isEmpty()) stage.pass(step.nanos());
                for (byte[] frame : step.frames()) stage.take(step.nanos(), frame);
            }
            problems.addAll(stage.problems());
            stories.addAll(stage.stories());
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
