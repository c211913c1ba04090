package portcullis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;

/** Plays scenarios that are wrong on purpose. Each must fail, for the reason that its second line names. */
final class BrokenScenarioTest {
    private static final String REASON = "# fails: ";
    private static final Rehearsals REHEARSALS = ScenarioFiles.rehearsals();

    @AfterAll
    static void close() {
        REHEARSALS.close();
    }

    @Test
    void thereAreBrokenScenarios() throws IOException {
        List<Path> found = ScenarioFiles.broken();

        assertThat(found).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachBrokenScenarioFailsForItsReason() throws IOException {
        return ScenarioFiles.broken().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), file.toUri(), () -> failsForItsReason(file)));
    }

    private static void failsForItsReason(Path file) throws IOException {
        String second = Files.readAllLines(file).get(1);

        List<String> found = complaints(file);

        assertThat(second).as("the second line of %s", file).startsWith(REASON);
        assertThat(found)
                .as("what is wrong with %s", file)
                .anyMatch(complaint -> complaint.contains(second.substring(REASON.length())));
    }

    private static List<String> complaints(Path file) {
        List<String> complaints = new ArrayList<>();
        try {
            Rehearsal.Result result = Rehearsal.play(Scenario.read(file), REHEARSALS);
            result.problems().stream().map(Problem::toString).forEach(complaints::add);
            complaints.addAll(result.difference());
        } catch (Refused refused) {
            refused.problems().stream().map(Problem::toString).forEach(complaints::add);
        }
        return complaints;
    }
}
