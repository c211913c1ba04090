package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.lineWith;
import static portcullis.watch.TwoHosts.linesOf;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real nmap against a watched host. Needs root, which continuous integration has. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WatchEndToEndTest {
    @TempDir
    private Path folder;

    @Test
    void aScanIsToldAsItComesAndItsBlockOutlivesAKill() throws Exception {
        try (TwoHosts hosts = TwoHosts.connect()) {
            lineWith(linesOf(hosts.onVictim("portcullis.watch.Serving", "22", "80")), "serving");
            Process watcher = watch(hosts);
            BufferedReader told = linesOf(watcher);
            awaitControl(watcher);

            hosts.nmap("-sT", "-p", "22,80", VICTIM); // served, so no probe
            hosts.nmap("-sS", "-p", "23", VICTIM);

            assertThat(told.readLine()).contains("alarm", ATTACKER, ": 23", "advanced-tcp");
            assertThat(told.readLine()).contains("block", ATTACKER);
            assertThat(told.readLine()).contains("would run: nft add element inet portcullis banned4 { " + ATTACKER);
            assertThat(ask("list")).contains(ATTACKER);
            assertThat(ask("ban", VICTIM)).contains("error", "own addresses");
            awaitWritten();
            watcher.destroyForcibly().waitFor();

            Process again = watch(hosts);
            awaitControl(again);
            assertThat(ask("list")).contains(ATTACKER);
            assertThat(ask("history", ATTACKER)).contains("advanced-tcp", "for 600 s", "drop-with-nftables");
            assertThat(ask("release", "all")).contains(ATTACKER, "released");
            assertThat(ask("list")).doesNotContain(ATTACKER);
            assertThat(ask("stop")).startsWith("ok");
            assertThat(again.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(again.exitValue()).isZero();
        }
    }

    @Test
    void ipv6AndAckScansAreToldToo() throws Exception {
        try (TwoHosts hosts = TwoHosts.connect()) {
            Process watcher = watch(hosts);
            BufferedReader told = linesOf(watcher);
            awaitControl(watcher);

            hosts.nmap("-6", "-sS", "-p", "23", "2001:db8:1::10");
            hosts.nmap("-sA", "-p", "79", VICTIM);

            assertThat(lineWith(told, "alarm")).contains("2001:db8:1::66", ": 23");
            assertThat(lineWith(told, "alarm")).contains(ATTACKER, ": 79");
        }
    }

    private Process watch(TwoHosts hosts) throws IOException {
        String journal = folder.resolve("journal.db").toString();
        return hosts.onVictim(
                "portcullis.Main",
                "watch",
                "--journal",
                journal,
                "--control",
                control().toString(),
                "--set",
                "preset=portsentry");
    }

    private Path control() {
        return folder.resolve("control");
    }

    /** The watcher answers once it listens. */
    private void awaitControl(Process watcher) throws IOException {
        while (watcher.isAlive()) {
            try {
                if (ask("status").startsWith("ok")) return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("the watcher ended");
    }

    private void awaitWritten() throws IOException {
        while (!ask("status").contains("waiting 0")) Thread.onSpinWait();
    }

    private String ask(String... words) throws IOException {
        return Asking.ask(control(), List.of(words)).stream()
                .map(row -> String.join(" ", row))
                .collect(Collectors.joining("\n"));
    }
}
