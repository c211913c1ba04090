package portcullis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.watch.Rehearsals;
import portcullis.watch.Trial;

/** What a reload plays before it takes up other rules. */
class FastScenariosTest {
    private static final String PASSES = """
            # a probe alarms
            modes: [atcp]
            responders: []
            trigger: %s
            0s  203.0.113.9 > 192.0.2.1  tcp S  23 24
            expect
            0s  alarm  203.0.113.9  advanced-tcp  %s
            0s  block  203.0.113.9  10m
            """;

    @TempDir
    private Path folder;

    private Trial trial;

    @BeforeEach
    void write() throws IOException {
        Path scenarios = Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(scenarios.resolve("a.scenario"), PASSES.formatted("{ ports: 1 }", "23"));
        Files.writeString(scenarios.resolve("b.scenario"), PASSES.formatted("{ ports: 2 }", "23 24"));
        Files.writeString(scenarios.resolve("c.scenario"), PASSES.formatted("{ ports: 2 }", "23 24"));
        Files.writeString(
                Files.createDirectories(scenarios.resolve("broken-on-purpose")).resolve("d.scenario"), "#");
        trial = new FastScenarios(scenarios, this::rehearsals);
    }

    private Rehearsals rehearsals() {
        return new Rehearsals(Path.of("rules"), Path.of("policies"), Optional.of(Path.of("target/cache")));
    }

    @Test
    void whatPassesIsCounted() {
        Trial.Result result = trial.play(() -> false);

        assertThat(result.failed()).isEmpty();
        assertThat(result.played()).isEqualTo(3);
        assertThat(result.all()).isEqualTo(3);
    }

    @Test
    void whatFailsIsNamedWithWhatIsMissing() throws IOException {
        Path failing = folder.resolve("scenarios/b.scenario");
        Files.writeString(failing, PASSES.formatted("{ ports: 2 }", "23 25"));
        Files.writeString(folder.resolve("scenarios/e.scenario"), "no scenario");

        assertThat(trial.play(() -> false).failed())
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith(failing + ": this scenario fails: - 0s alarm 203.0.113.9 advanced-tcp 23 25 | +"))
                .anySatisfy(problem -> assertThat(problem.file()).endsWith("e.scenario"));
    }

    @Test
    void thoseThatShareTheirNumbersComeFirstAndNoneBeginsAfterTheTime() throws IOException {
        Files.writeString(folder.resolve("scenarios/a.scenario"), PASSES.formatted("{ ports: 1 }", "99"));
        AtomicInteger asked = new AtomicInteger();

        Trial.Result result = trial.play(() -> asked.incrementAndGet() > 2);

        assertThat(result.played()).isEqualTo(2);
        assertThat(result.failed())
                .as("the one that fails stands alone with its numbers")
                .isEmpty();
    }

    @Test
    void whereThereAreNoneNothingIsTried() {
        Trial none = new FastScenarios(folder.resolve("none"), this::rehearsals);

        assertThat(none.play(() -> false).all()).isZero();
    }
}
