package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real watcher joins what it sees on the wire with what a log says, answers in the kernel, and mails it. Needs root. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SuiteEndToEndTest {
    @TempDir
    private Path folder;

    @Test
    void whoProbesAndThenLogsInIsBlockedWhereSettingsSaySoAndMailed() throws Exception {
        Path auth = Files.createFile(folder.resolve("auth.log"));
        Path mails = folder.resolve("mails");
        Path sendmail = Files.writeString(folder.resolve("sendmail"), "#!/bin/sh\ncat >>" + mails + "\n");
        Files.setPosixFilePermissions(sendmail, PosixFilePermissions.fromString("rwx------"));
        try (Guarded guarded = Guarded.build(folder)) {
            guarded.watch(
                    "--enforce",
                    "--set",
                    "modes=[atcp,logins]",
                    "--set",
                    "block.tcp=report",
                    "--set",
                    "block.logins=respond",
                    "--set",
                    "logins.visits=0",
                    "--set",
                    "feeds.logins=[" + auth + "]",
                    "--set",
                    "digest.when=1",
                    "--set",
                    "digest.gap=1s",
                    "--set",
                    "mail.program=" + sendmail);
            guarded.await(() -> guarded.ask("status").contains(auth + " told of 0")
                    && guarded.ask("status").contains("digest told of everything"));
            guarded.hosts.nmap("-sS", "--max-retries", "0", "-p", "79", VICTIM);
            guarded.await(() -> guarded.ask("history", ATTACKER).contains("advanced-tcp"));
            assertThat(guarded.banned(4)).doesNotContain(ATTACKER);

            Files.writeString(
                    auth,
                    Instant.now() + " gate sshd[7]: Accepted password for alice from " + ATTACKER + " port 4711 ssh2\n",
                    StandardOpenOption.APPEND);

            guarded.awaitBanned(ATTACKER, true);
            guarded.await(() -> Files.exists(mails) && Files.readString(mails).contains("login-after-probes"));
            assertThat(Files.readString(mails))
                    .contains("alice logged in by sshd after 1 port had been probed from there");
            assertThat(guarded.stop()).isZero();
        }
    }
}
