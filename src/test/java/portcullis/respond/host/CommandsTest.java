package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Outcome;

@Timeout(60)
final class CommandsTest {
    private final Commands commands = Commands.ofThisHost();

    @TempDir
    Path folder;

    @Test
    void aProgramReadsItsInputAndItsWordsAsTheyAre() throws Exception {
        assertThat(commands.run(List.of("cat"), "one\ntwo\n")).isEqualTo("one\ntwo\n");
        assertThat(commands.run(List.of("printf", "%s|", "a b", "$HOME", ";id"), ""))
                .isEqualTo("a b|$HOME|;id|");
    }

    @Test
    void inputLongerThanAPipeArrives() throws Exception {
        assertThat(commands.run(List.of("wc", "-c"), "x".repeat(1_000_000))).contains("1000000");
    }

    @Test
    void inputThatNobodyReadsHoldsNobodyUp() throws Exception {
        assertThat(commands.run(List.of("true"), "x".repeat(60_000))).isEmpty();
    }

    @Test
    void theEnvironmentHoldsAPathAndALanguage() throws Exception {
        String printed = commands.run(List.of("env"), "");

        assertThat(printed.lines().map(line -> line.split("=")[0])).containsExactlyInAnyOrder("PATH", "LC_ALL");
        assertThat(printed).contains("PATH=/usr/sbin:/usr/bin:/sbin:/bin");
    }

    @Test
    void anExitStatusIsARefusalInTheProgramsOwnWordsWithoutControls() {
        HostFailed failed = failed("sh", "-c", "printf 'not \\033[31mtoday\\r\\n' >&2; exit 3");

        assertThat(failed.state()).isEqualTo(Outcome.State.REFUSED);
        assertThat(failed).hasMessage("exit status 3: not [31mtoday");
    }

    @Test
    void aProgramThatIsNotThereIsARefusal() {
        assertThat(failed("no-such-program"))
                .hasMessageStartingWith("there is no program no-such-program in /usr/sbin");
        assertThat(failed("/nowhere/program")).hasMessage("there is no program /nowhere/program");
    }

    @Test
    void aFileThatIsNoProgramIsARefusal() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "text");

        assertThat(failed(plain.toString())).hasMessage(plain + " is not executable");
        assertThat(failed(folder.toString())).hasMessage(folder + " is not executable");
    }

    @Test
    void aScriptWithoutItsInterpreterIsARefusal() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/nowhere/interpreter\n");
        Files.setPosixFilePermissions(script, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(failed(script.toString()).getMessage()).contains("No such file or directory");
    }

    @Test
    void aHundredMegabytesOfOutputAreDropped() throws Exception {
        assertThat(commands.run(List.of("head", "-c", "100000000", "/dev/zero"), ""))
                .hasSize(4096);
    }

    @Test
    void aProgramThatHangsIsKilledWithItsChildren() throws Exception {
        Path pids = folder.resolve("pids");
        Commands hasty = new Commands(List.of(), Duration.ofMillis(500));
        String script = "echo $$ >" + pids + "; sleep 1000 & echo $! >>" + pids + "; echo half; wait";

        HostFailed failed = catchThrowableOfType(HostFailed.class, () -> hasty.run(List.of("sh", "-c", script), ""));

        assertThat(failed.state()).isEqualTo(Outcome.State.TIMED_OUT);
        assertThat(failed).hasMessage("was killed after 500 ms: half");
        for (String pid : Files.readAllLines(pids)) Poll.until("process " + pid + " is gone", () -> isGone(pid));
    }

    @Test
    void aProgramThatNeverStopsTalkingIsKilled() {
        Commands hasty = new Commands(List.of(), Duration.ofMillis(300));

        HostFailed failed = catchThrowableOfType(HostFailed.class, () -> hasty.run(List.of("yes"), ""));

        assertThat(failed.state()).isEqualTo(Outcome.State.TIMED_OUT);
        assertThat(failed.getMessage()).hasSizeLessThan(500);
    }

    @Test
    void whatAProgramLeavesInTheBackgroundHoldsNobodyUp() throws Exception {
        String pid =
                commands.run(List.of("sh", "-c", "sleep 1000 & echo $!"), "").strip();

        assertThat(isGone(pid)).isFalse();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    private HostFailed failed(String... argv) {
        return catchThrowableOfType(HostFailed.class, () -> commands.run(List.of(argv), ""));
    }

    /** Dead, though perhaps not yet buried. */
    private static boolean isGone(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return Set.of("Z", "X")
                    .contains(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0]);
        } catch (IOException gone) {
            return true;
        }
    }
}
