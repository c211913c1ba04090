package portcullis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portcullis.fact.Refused;
import portcullis.watch.Rehearsals;

/** Plays every scenario of the project: nothing missing, nothing unexpected. */
final class ScenarioTest {
    private static final Rehearsals REHEARSALS = ScenarioFiles.rehearsals();

    @AfterAll
    static void close() {
        REHEARSALS.close();
    }

    @Test
    void thereAreScenarios() throws IOException {
        List<Path> found = ScenarioFiles.sound();

        assertThat(found).isNotEmpty();
    }

    @Test
    void aNewcomerFindsExactlyOneToBeginWith() throws IOException {
        List<Path> found = ScenarioFiles.sound();

        assertThat(found)
                .filteredOn(file -> file.startsWith(ScenarioFiles.ALL.resolve("hello")))
                .hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> eachScenarioHappensAsExpected() throws IOException {
        return ScenarioFiles.sound().stream()
                .map(file -> DynamicTest.dynamicTest(
                        ScenarioFiles.ALL.relativize(file).toString(), file.toUri(), () -> passes(file)));
    }

    private static void passes(Path file) throws Refused {
        Rehearsal.Result result = Rehearsal.play(Scenario.read(file), REHEARSALS);

        assertThat(result.problems()).as("problems of %s", file).isEmpty();
        assertThat(result.difference())
                .as("missing (-) and unexpected (+) lines of %s", file)
                .isEmpty();
    }
}
