package portcullis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.config.Settings;

/** Letters on their way to real mail servers, with certificates good and bad. */
@Timeout(60)
class MailServerTest {
    private static final Letter LETTER = new Letter("1.2.3", "portcullis gate: 3 alarms", "grüße\n.\nlast line\n", 0);

    @TempDir
    private static Path shared;

    private static Certificates good;
    private static Certificates ofAnother;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = Certificates.of("dns:localhost", shared);
        ofAnother = Certificates.of("dns:mail.example.org", shared);
    }

    private static void send(Settings settings) throws MailFailed {
        MailServer.of(settings).orElseThrow().send(LETTER, Envelope.of(settings, "gate.example.org"));
    }

    @Test
    void aLetterGoesOutEncrypted() throws Exception {
        try (PostOffice office = PostOffice.startTls(good)) {
            send(office.settings("smtp.trust=" + good.pem()));

            assertThat(office.mails())
                    .hasSize(1)
                    .allSatisfy(mail -> assertThat(mail)
                            .contains(
                                    "From: portcullis@gate.example.org",
                                    "To: admin@example.org, root",
                                    "Subject: portcullis gate: 3 alarms",
                                    "Message-ID: <1.2.3@gate.example.org>",
                                    "Auto-Submitted: auto-generated",
                                    "last line"));
        }
        try (PostOffice office = PostOffice.tls(good)) {
            send(office.settings("smtp.trust=" + good.pem(), "smtp.security=tls"));

            assertThat(office.mails()).hasSize(1);
        }
    }

    @Test
    void nothingIsSaidToWhoCannotProveWhoHeIs() throws Exception {
        try (PostOffice office = PostOffice.startTls(good);
                PostOffice another = PostOffice.startTls(ofAnother);
                PostOffice implicit = PostOffice.tls(ofAnother)) {
            assertThatThrownBy(() -> send(office.settings())) // Java knows nothing of this certificate
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("localhost:" + office.port())
                    .hasMessageContaining("unable to find valid certification path");
            assertThatThrownBy(() -> send(another.settings("smtp.trust=" + ofAnother.pem())))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("localhost");
            assertThatThrownBy(() -> send(implicit.settings("smtp.trust=" + ofAnother.pem(), "smtp.security=tls")))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("localhost");

            assertThat(office.mails()).isEmpty();
            assertThat(another.mails()).isEmpty();
            assertThat(implicit.mails()).isEmpty();
        }
    }

    @Test
    void whereStarttlsIsAskedForAnOpenServerGetsNothing() throws Exception {
        try (PostOffice office = PostOffice.open(0)) {
            assertThatThrownBy(() -> send(office.settings()))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("STARTTLS");

            assertThat(office.mails()).isEmpty();
        }
    }

    @Test
    void aLoginIsNeededAndARefusedOneIsSaid() throws Exception {
        try (PostOffice office = PostOffice.startTls(good).withLogin(good)) {
            Settings right = office.settings("smtp.trust=" + good.pem(), "smtp.login=" + login(PostOffice.PASSWORD));
            send(right);
            assertThat(office.mails()).hasSize(1);

            Settings wrong = office.settings("smtp.trust=" + good.pem(), "smtp.login=" + login("guessed"));
            assertThatThrownBy(() -> send(wrong))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("refuses the login")
                    .hasMessageNotContaining("guessed");
            assertThat(office.mails()).hasSize(1);
        }
    }

    @Test
    void aServerThatNeverComesToAnEndIsHungUpOn() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PostOffice office = PostOffice.open(0)) {
            CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> {
                try (Socket caller = endless.accept()) {
                    while (true) caller.getOutputStream().write("220-and\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException hungUp) {
                    return;
                }
            });
            Settings settings = office.settings("smtp.security=none", "smtp.port=" + endless.getLocalPort());

            assertThatThrownBy(() -> MailServer.of(settings)
                            .orElseThrow()
                            .send(LETTER, Envelope.of(settings, "gate"), Duration.ofMillis(300)))
                    .isInstanceOf(MailFailed.class)
                    .hasMessageContaining("has not taken the mail within 300ms");
            talk.get();
        }
    }

    @Test
    void theWordsOfAServerAreOneLineAndPlain() {
        assertThat(new MailFailed("550 go\u001b[2J away\r\n\u202eall", null)).hasMessage("550 go?[2J away?all");
    }

    @Test
    void aPasswordThatOthersCanReadOrThatWouldGoOpenlyIsNotUsed() throws Exception {
        Path file = login("secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        try (PostOffice office = PostOffice.open(0)) {
            assertThatThrownBy(() -> send(office.settings("smtp.login=" + file)))
                    .hasMessageContaining("chmod 600");
            assertThatThrownBy(() -> send(office.settings("smtp.security=none", "smtp.login=" + file)))
                    .hasMessageContaining("not sent openly");
        }
    }

    @Test
    void noLineOfTheHeadCanBeAdded() throws Exception {
        Letter evil = new Letter("1", "host\r\nBcc: victim@example.org", "text", 0);
        try (PostOffice office = PostOffice.open(0)) {
            Settings settings = office.settings("smtp.security=none");
            Settings forged =
                    office.settings("smtp.security=none", "mail.from=\"a@example.org\\r\\nBcc: v@example.org\"");

            MailServer.of(settings).orElseThrow().send(evil, Envelope.of(settings, "gate"));

            String head = office.mails().get(0).split("\r?\n\r?\n")[0];
            assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc:"));
            assertThatThrownBy(() -> send(forged)).hasMessageContaining("is no address");
            for (String to : List.of("a@example.org\\r\\nBcc: v@example.org", "\\r\\nBcc: v@example.org", "a\\n\\nb")) {
                Settings twisted = office.settings("smtp.security=none", "mail.to=\"" + to + "\"");
                assertThatThrownBy(() -> send(twisted)).as(to).isInstanceOf(MailFailed.class);
            }
            assertThat(office.mails()).hasSize(1);
        }
    }

    private Path login(String password) throws Exception {
        Path file =
                Files.writeString(Files.createTempFile(folder, "login", ""), PostOffice.USER + "\n" + password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
