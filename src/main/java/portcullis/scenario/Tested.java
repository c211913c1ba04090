package portcullis.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Exercised;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;

/**
 * One scenario that was read and played, as far as it could be.
 *
 * @param problems what kept it from being played, or went wrong inside rules
 * @param account its timeline, marked, where something else happened than was expected
 * @param happened the journal, as the lines of an expectation; nothing where it could not be played
 * @param responders which of them planned something
 * @param exercised what it made of each rule, where that was asked for
 */
public record Tested(
        Path file,
        List<Problem> problems,
        List<String> account,
        Optional<List<String>> happened,
        Set<String> responders,
        List<Exercised> exercised) {

    /** @param exercise whether to play it once more, to see what it makes of each rule */
    public static Tested of(Path file, Rehearsals rehearsals, boolean exercise) {
        try {
            Scenario scenario = Scenario.read(file);
            Rehearsal.Result result = Rehearsal.play(scenario, rehearsals);
            return new Tested(
                    file,
                    result.problems(),
                    Account.of(scenario, result, rehearsals),
                    Optional.of(result.happened()),
                    result.responders(),
                    exercise ? Rehearsal.exercise(scenario, rehearsals) : List.of());
        } catch (Refused refused) {
            return new Tested(file, refused.problems(), List.of(), Optional.empty(), Set.of(), List.of());
        }
    }

    public boolean isPassed() {
        return problems.isEmpty() && account.isEmpty();
    }

    /** The name of the file, without its ending. */
    public String name() {
        return file.getFileName().toString().replace(".scenario", "");
    }

    /** Whether the word stands in the path of the scenario, or in the sentence that says what it shows. */
    public static boolean isAbout(Path file, String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return file.toString().toLowerCase(Locale.ROOT).contains(small)
                || sentence(file).toLowerCase(Locale.ROOT).contains(small);
    }

    private static String sentence(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Scenario.sentence(text.lines().limit(1).toList());
        } catch (IOException unreadable) { // then reading it as a scenario says so
            return "";
        }
    }
}
