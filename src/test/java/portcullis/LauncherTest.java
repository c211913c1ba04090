package portcullis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher itself: the other tests of commands run them in this process. */
class LauncherTest {
    @Test
    void isABashScriptWithoutMistakesOfSyntax() throws Exception {
        Ran read = run(List.of("bash", "-n", "portcullis"));

        assertThat(read.output).isEmpty();
        assertThat(read.code).isZero();
    }

    @Test
    void startsTheProgramAndPassesItsExitCodeOn() throws Exception {
        assumeTrue(
                Files.exists(Path.of("target/built")),
                "SKIPPED: not built by the launcher; `./portcullis verify` does");

        assertThat(run(List.of("./portcullis", "--version")).output).contains("portcullis ");
        assertThat(run(List.of("./portcullis", "no-such-verb")).code).isEqualTo(64);
    }

    private record Ran(int code, String output) {}

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }
}
