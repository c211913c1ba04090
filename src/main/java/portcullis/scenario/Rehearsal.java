package portcullis.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Entry;
import portcullis.fact.Exercised;
import portcullis.fact.Outcome;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Story;
import portcullis.journal.MemoryJournal;
import portcullis.watch.Following;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;
import portcullis.watch.Stage;

/** Plays one scenario and says how it went. */
public final class Rehearsal {
    private final Scenario scenario;
    private final Rehearsals rehearsals;
    private final Following following;
    private final List<Problem> problems = new ArrayList<>();
    private List<String> happened = List.of();
    private List<Entry> entries = List.of();
    private List<Story> stories = List.of();
    private List<Exercised> exercised = List.of();
    private Set<String> responders = Set.of();

    private Rehearsal(Scenario scenario, Rehearsals rehearsals, Following following) {
        this.scenario = scenario;
        this.rehearsals = rehearsals;
        this.following = following;
    }

    /**
     * How it went.
     *
     * @param happened the journal, as the lines of an expectation
     * @param difference missing (-) and unexpected (+) lines
     * @param problems what kept it from being played, or went wrong inside rules
     * @param responders which of them planned something
     * @param entries the journal itself
     * @param stories of those who were followed
     */
    public record Result(
            List<String> happened,
            List<String> difference,
            List<Problem> problems,
            Set<String> responders,
            List<Entry> entries,
            List<Story> stories) {
        public boolean isPassed() {
            return difference.isEmpty() && problems.isEmpty();
        }
    }

    public static Result play(Scenario scenario, Rehearsals rehearsals) {
        return play(scenario, rehearsals, Set.of());
    }

    /** The same; the stories of these sources are kept. */
    public static Result play(Scenario scenario, Rehearsals rehearsals, Set<Address> followed) {
        Rehearsal played = new Rehearsal(scenario, rehearsals, Following.of(followed)).played();
        boolean isCut = played.happened.isEmpty() && !played.problems.isEmpty();
        return new Result(
                played.happened,
                isCut ? List.of() : Expectation.difference(scenario.expected(), played.happened),
                played.problems,
                played.responders,
                played.entries,
                played.stories);
    }

    /** Plays it once more to see what these sources did and how near each rule came. */
    static List<Story> stories(Scenario scenario, Rehearsals rehearsals, Set<Address> sources) {
        return new Rehearsal(scenario, rehearsals, Following.of(sources)).played().stories;
    }

    /** Plays it once more to see what it makes of each rule. */
    public static List<Exercised> exercise(Scenario scenario, Rehearsals rehearsals) {
        return new Rehearsal(scenario, rehearsals, Following.EVERYBODY).played().exercised;
    }

    private Rehearsal played() {
        MemoryJournal journal = new MemoryJournal();
        try {
            long zero = scenario.capture().isPresent() ? recording(journal) : timeline(journal);
            entries = journal.entries();
            happened = Line.of(entries, zero);
            responders = planning(entries);
        } catch (Refused refused) {
            problems.clear();
            problems.addAll(refused.problems());
        }
        return this;
    }

    private static Set<String> planning(List<Entry> entries) {
        Set<String> responders = new LinkedHashSet<>();
        for (Entry entry : entries)
            if (entry instanceof Outcome outcome && outcome.state() != Outcome.State.WITHHELD)
                responders.add(outcome.responder());
        return responders;
    }

    private long timeline(MemoryJournal journal) throws Refused {
        long packets = scenario.steps().stream()
                .mapToLong(step -> step.frames().size())
                .sum();
        try (Stage stage = rehearsals.open(scenario.settings(), scenario.timelineHost(), journal, following, packets)) {
            for (Step step : scenario.steps()) {
                if (step.frames().isEmpty() && step.news().isEmpty()) stage.pass(step.nanos());
                step.news().forEach(stage::hear);
                for (byte[] frame : step.frames()) stage.take(step.nanos(), frame);
            }
            problems.addAll(stage.problems());
            stories = stage.stories();
            exercised = stage.exercised();
        }
        return 0;
    }

    private long recording(MemoryJournal journal) throws Refused {
        Recording recording = new Recording(List.of(scenario.capture().orElseThrow()), false);
        Replay replay = new Replay(
                rehearsals, scenario.settings(), new Replay.Whose(scenario.host(), scenario.served()), following);
        Replay.Found found = replay.look(recording, part -> {});
        Replay.Ended ended = replay.play(recording, found.host(), journal, part -> {});
        Optional<String> damage = ended.reading().damage();
        damage.ifPresent(text -> problems.add(new Problem(scenario.file().toString(), 0, 0, text, "")));
        ended.ruleTroubles()
                .forEach(trouble -> problems.add(new Problem(scenario.file().toString(), 0, 0, trouble, "")));
        stories = ended.stories();
        exercised = ended.exercised();
        return found.reading().first();
    }
}
