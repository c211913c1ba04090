package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portcullis.bench.Bench;

/** That every bench runs. How fast anything is, no test says. */
class BenchVerbTest {
    @TestFactory
    Stream<DynamicTest> everyBenchRunsInSmallAndNamesTheMachine() {
        return Bench.words().stream()
                .map(word -> DynamicTest.dynamicTest(word, () -> {
                    assumeTrue(
                            Files.exists(Path.of("target/built")),
                            "SKIPPED: not built by the launcher; `./portcullis verify` does");

                    Ran ran = run("bench", word, "--smoke", "--json");

                    assertThat(ran.err).as(ran.err).doesNotContain(" ended with ");
                    assertThat(ran.code).isZero();
                    assertThat(ran.out)
                            .contains("\"event\":\"figure\"")
                            .contains("\"event\":\"machine\"", "\"cores\":");
                }));
    }

    @Test
    void anUnknownBenchIsAQuestionOfUsage() {
        Ran ran = run("bench", "everything");

        assertThat(ran.code).isEqualTo(Exit.USAGE);
        assertThat(ran.err).contains("bench knows replay");
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Portcullis.line(new PrintWriter(out), new PrintWriter(err, true))
                .execute(words);
        return new Ran(code, out.toString(), err.toString());
    }
}
