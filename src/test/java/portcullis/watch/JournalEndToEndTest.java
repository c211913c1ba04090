package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.journal.Archive;
import portcullis.journal.JournalFailed;

/** What a real watcher keeps of a real nmap is explained while it runs, and becomes scenarios that pass. Needs root. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JournalEndToEndTest {
    private static final String CLIENT = "198.18.1.20";

    @TempDir
    private Path folder;

    @Test
    void anAlarmAndASilenceOfLifeAreExplainedAndBecomeScenarios() throws Exception {
        try (Guarded guarded = Guarded.build(folder)) {
            guarded.watch(
                    "--set",
                    "trigger.ports=3",
                    "--set",
                    "advanced.tcp.below=2000",
                    "--set",
                    "quiet=1h",
                    "--set",
                    "modes=[atcp,tcp]",
                    "--set",
                    "ports.tcp=2323");
            guarded.hosts.nmap("-sS", "--scan-delay", "50ms", "--max-retries", "0", "-p", "22,23,79,81,1999", VICTIM);
            guarded.hosts.show(
                    guarded.client,
                    "nmap",
                    "-n",
                    "-Pn",
                    "-sT",
                    "--max-retries",
                    "0",
                    "-p",
                    "22,23,79,2323",
                    Guarded.VICTIM_TO_CLIENT);
            guarded.await(() -> isKept(guarded, ATTACKER, 4) && isKept(guarded, CLIENT, 3));

            assertThat(run(guarded, "explain", ATTACKER))
                    .contains(
                            "[advanced-tcp]", "would-run", "banned4 { " + ATTACKER, "ports( Mode.ATCP, 0 ) >= 3 was 3");
            assertThat(run(guarded, "explain", CLIENT))
                    .contains(
                            "connect to " + Guarded.VICTIM_TO_CLIENT + " tcp 2323",
                            "2 syn, 1 connect to tcp 23,79,2323")
                    .contains("what the watcher said and did", "advanced-tcp             2 of 3 ports of mode atcp");
            Path alarm =
                    Files.writeString(folder.resolve("alarm.scenario"), run(guarded, "capture-scenario", ATTACKER));
            Path silence = Files.writeString(
                    folder.resolve("silence.scenario"), run(guarded, "capture-scenario", CLIENT, "--anonymise"));

            assertThat(alarm).content().contains("advanced: { tcp: { below: 2000 } }", "advanced-tcp", "block");
            assertThat(silence)
                    .content()
                    .doesNotContain(CLIENT, Guarded.VICTIM_TO_CLIENT)
                    .endsWith("expect\n");
            assertThat(show(guarded, "test", alarm.toString(), silence.toString()))
                    .contains("2 passed, 0 failed");
            assertThat(guarded.stop()).isZero();
        }
    }

    private static boolean isKept(Guarded guarded, String source, int doors) throws IOException {
        try (Archive archive = Archive.open(guarded.journal())) {
            return archive.touchesOf(Address.of(source), 0).stream()
                            .mapToInt(touch -> touch.port())
                            .distinct()
                            .count()
                    >= doors;
        } catch (JournalFailed busy) {
            throw new IOException(busy);
        }
    }

    private static String run(Guarded guarded, String... words) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--journal", guarded.journal().toString()));
        return show(guarded, all.toArray(String[]::new));
    }

    private static String show(Guarded guarded, String... words) throws IOException {
        Process process = guarded.hosts.onHost(guarded.victim, "true", "portcullis.Main", words);
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
