package portcullis.capture.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.AlertNews;
import portcullis.fact.LoginNews;
import portcullis.fact.LoginNews.Act;
import portcullis.fact.News;

/** Whole files as OpenSSH, the C library, Snort and Suricata write them. */
class FeedFileTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Address SOURCE = Address.of("203.0.113.9");

    @TempDir
    private Path folder;

    private FeedFile read(Feed feed, String name, String... lines) throws Exception {
        Path file = Files.write(folder.resolve(name), List.of(lines));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        return FeedFile.read(file, feed, ZONE);
    }

    private static long nanos(String time) {
        Instant at = Instant.parse(time);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    @Test
    void whoComesByOpensshIsKnownByItsLines() throws Exception {
        FeedFile read = read(
                Feed.LOGINS,
                "auth.log",
                "2026-01-01T23:30:00.500000+01:00 gate sshd[77]: Accepted publickey for alice from 203.0.113.9 port 4711 ssh2: ED25519 SHA256:abc",
                "2026-01-01T23:30:01+01:00 gate sshd[77]: pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)",
                "2026-01-01T23:31:00+01:00 gate sshd-session[78]: Failed password for invalid user admin from 2001:db8::9 port 22 ssh2",
                "2026-01-01T23:32:00+01:00 gate sshd[79]: Connection closed by authenticating user root 203.0.113.9 port 5 [preauth]",
                "2026-01-01T23:33:00+01:00 gate sshd[77]: Disconnected from user alice 203.0.113.9 port 4711",
                "2026-01-01T23:34:00+01:00 gate vsftpd: pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=203.0.113.9  user=bob",
                "2026-01-01T23:35:00+01:00 gate sshd[80]: Accepted password for alice from localhost port 4711 ssh2",
                "not a line of syslog at all");

        assertThat(read.bad()).isEqualTo(1);
        assertThat(read.news())
                .containsExactly(
                        login("2026-01-01T22:30:00.5Z", SOURCE, "alice", "sshd", Act.OPENED),
                        login("2026-01-01T22:31:00Z", Address.of("2001:db8::9"), "admin", "sshd", Act.FAILED),
                        login("2026-01-01T22:33:00Z", SOURCE, "alice", "sshd", Act.CLOSED),
                        login("2026-01-01T22:34:00Z", SOURCE, "bob", "vsftpd", Act.FAILED));
    }

    private static LoginNews login(String at, Address source, String user, String service, Act act) {
        return new LoginNews(nanos(at), source, user, service, act, 23);
    }

    @Test
    void aYearThatTheLineDoesNotNameIsTheOneBeforeItsEnd() throws Exception {
        FeedFile read = read(
                Feed.LOGINS,
                "auth.log",
                "Dec 31 23:59:59 gate sshd[1]: Accepted password for alice from 203.0.113.9 port 1 ssh2",
                "Jan  1 00:00:01 gate sshd[1]: Accepted password for alice from 203.0.113.9 port 1 ssh2");

        assertThat(read.news())
                .extracting(News::at)
                .containsExactly(nanos("2025-12-31T22:59:59Z"), nanos("2025-12-31T23:00:01Z"));
    }

    @Test
    void aNameThatLooksLikeAnAddressBlamesNobodyElse() throws Exception {
        FeedFile read = read(
                Feed.LOGINS,
                "auth.log",
                "2026-01-01T23:30:00Z gate sshd[7]: Failed password for invalid user x from 198.51.100.1 port 22 ssh2 from 203.0.113.9 port 4711 ssh2",
                "2026-01-01T23:30:00Z gate sshd[7]: Failed keyboard-interactive/pam for invalid user root from 198.51.100.1 port 22 ssh2: RSA from 203.0.113.9 port 4711 ssh2",
                "2026-01-01T23:30:00Z gate sshd[7]: Disconnected from user y 198.51.100.1 port 1 203.0.113.9 port 5",
                "2026-01-01T23:30:00Z gate cron[7]: Accepted password for z from 198.51.100.1 port 22 ssh2",
                "2026-01-01T23:30:00Z gate sshd[7]: error: Accepted password for z from 198.51.100.1 port 22 ssh2");

        assertThat(read.news()).hasSize(3).extracting(News::source).containsOnly(SOURCE);
    }

    @Test
    void anAttemptIsCountedOnceAndOnlyWhereAPasswordWasGuessed() throws Exception {
        FeedFile read = read(
                Feed.LOGINS,
                "auth.log",
                "2026-01-01T23:30:00+01:00 gate sshd[7]: Failed none for invalid user admin from 203.0.113.9 port 5 ssh2",
                "2026-01-01T23:30:00+01:00 gate sshd[7]: Failed publickey for admin from 203.0.113.9 port 5 ssh2: RSA SHA256:abc",
                "2026-01-01T23:30:00+01:00 gate sshd[7]: Failed password for admin from 203.0.113.9 port 5 ssh2",
                "2026-01-01T23:30:00+01:00 gate sshd[7]: Connection closed by authenticating user admin 203.0.113.9 port 5 [preauth]",
                "2026-01-01T23:30:00+01:00 gate sshd[8]: Connection reset by invalid user admin 203.0.113.9 port 6 [preauth]");

        assertThat(read.bad()).isZero();
        assertThat(read.news()).containsExactly(login("2026-01-01T22:30:00Z", SOURCE, "admin", "sshd", Act.FAILED));
    }

    @Test
    void aLineOfPamThatNamesTwoHostsBlamesNobody() throws Exception {
        String begin =
                "2026-01-01T23:34:00Z gate vsftpd: pam_unix(vsftpd:auth): authentication failure; logname= uid=0 ";
        FeedFile read = read(
                Feed.LOGINS,
                "auth.log",
                begin + "ruser=x rhost=198.51.100.1 rhost=203.0.113.9",
                begin + "ruser=x rhost=203.0.113.9  user=x rhost=198.51.100.1");

        assertThat(read.bad()).isZero();
        assertThat(read.news()).isEmpty();
    }

    @Test
    void recordsOfTheCLibraryAreRead() throws Exception {
        ByteBuffer records = ByteBuffer.allocate(5 * 384).order(ByteOrder.nativeOrder());
        record(records, 0, 7, "pts/0", "alice", new byte[] {(byte) 203, 0, 113, 9}, "2026-01-01T22:30:00Z");
        record(records, 1, 7, "tty1", "root", new byte[4], "2026-01-01T22:30:01Z"); // at the console
        record(records, 2, 2, "~", "reboot", new byte[4], "2026-01-01T22:30:02Z");
        record(records, 3, 8, "pts/0", "", new byte[4], "2026-01-01T22:31:00Z");
        record(records, 4, 77, "pts/1", "x", new byte[4], "2026-01-01T22:31:00Z"); // no type that there is
        Path file = Files.write(folder.resolve("wtmp.1"), Arrays.copyOf(records.array(), 5 * 384 + 10));

        FeedFile read = FeedFile.read(file, Feed.LOGINS, ZONE);

        assertThat(read.bad()).isEqualTo(2);
        assertThat(read.news())
                .containsExactly(
                        login("2026-01-01T22:30:00Z", SOURCE, "alice", "pts/0", Act.OPENED),
                        login("2026-01-01T22:31:00Z", SOURCE, "alice", "pts/0", Act.CLOSED));
        Files.copy(file, folder.resolve("btmp"));
        assertThat(FeedFile.read(folder.resolve("btmp"), Feed.LOGINS, ZONE).news())
                .containsExactly(login("2026-01-01T22:30:00Z", SOURCE, "alice", "pts/0", Act.FAILED));
    }

    @Test
    void recordsAreThoseThatTheSystemsOwnToolWrites() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/utmpdump")), "SKIPPED: utmpdump is not installed");
        Path text = Files.writeString(folder.resolve("text"), """
                [7] [01234] [ts/0] [alice   ] [pts/0       ] [203.0.113.9         ] [203.0.113.9    ] [2026-01-01T22:30:00,500000+00:00]
                [7] [01235] [ts/1] [bob     ] [pts/1       ] [2001:db8::9         ] [2001:db8::9    ] [2026-01-01T22:31:00,000000+00:00]
                [8] [01234] [ts/0] [        ] [pts/0       ] [                    ] [0.0.0.0        ] [2026-01-01T22:32:00,000000+00:00]
                """);
        Path file = folder.resolve("wtmp");
        Process dump = new ProcessBuilder("utmpdump", "-r")
                .redirectInput(text.toFile())
                .redirectOutput(file.toFile())
                .start();
        assertThat(dump.waitFor()).isZero();

        FeedFile read = FeedFile.read(file, Feed.LOGINS, ZONE);

        assertThat(read.bad()).isZero();
        assertThat(read.news())
                .containsExactly(
                        login("2026-01-01T22:30:00.5Z", SOURCE, "alice", "pts/0", Act.OPENED),
                        login("2026-01-01T22:31:00Z", Address.of("2001:db8::9"), "bob", "pts/1", Act.OPENED),
                        login("2026-01-01T22:32:00Z", SOURCE, "alice", "pts/0", Act.CLOSED));
    }

    private static void record(
            ByteBuffer records, int at, int type, String line, String user, byte[] from, String time) {
        int begin = at * 384;
        records.putShort(begin, (short) type);
        records.put(begin + 8, line.getBytes(StandardCharsets.UTF_8));
        records.put(begin + 44, user.getBytes(StandardCharsets.UTF_8));
        records.putInt(begin + 340, (int) Instant.parse(time).getEpochSecond());
        records.put(begin + 348, from);
    }

    @Test
    void alertsOfSnortAndSuricataAreTheSame() throws Exception {
        String said =
                "] GPL ATTACK_RESPONSE id check [**] [Classification: Potentially Bad Traffic] [Priority: 2] {TCP} 203.0.113.9:80 -> 192.0.2.1:4711";
        FeedFile read = read(
                Feed.ALERTS,
                "alerts",
                "01/01-23:30:00.500000  [**] [1:2100498:7" + said,
                "26/01/01-23:30:00.500000  [**] [1:2100498:7" + said,
                "01/01/2026-23:30:00.500000  [**] [1:2100498:7" + said,
                "{\"timestamp\":\"2026-01-01T23:30:00.500000+0100\",\"flow_id\":1,\"event_type\":\"alert\",\"src_ip\":\"203.0.113.9\",\"src_port\":80,"
                        + "\"dest_ip\":\"192.0.2.1\",\"dest_port\":4711,\"proto\":\"TCP\",\"alert\":{\"action\":\"allowed\",\"gid\":1,\"signature_id\":2100498,"
                        + "\"rev\":7,\"signature\":\"GPL ATTACK_RESPONSE id check\",\"category\":\"Potentially Bad Traffic\",\"severity\":2,\"metadata\":{\"a\":[1]}},\"flow\":{\"x\":1}}");

        assertThat(read.bad()).isZero();
        AlertNews one = new AlertNews(
                nanos("2026-01-01T22:30:00.5Z"),
                SOURCE,
                Address.of("192.0.2.1"),
                4711,
                "TCP",
                2_100_498,
                2,
                "Potentially Bad Traffic",
                "GPL ATTACK_RESPONSE id check");
        assertThat(read.news()).containsExactly(one, one, one, one);
    }

    @Test
    void whatIsNoAlertIsLeftOutAndWhatIsBrokenIsCounted() throws Exception {
        FeedFile read = read(
                Feed.ALERTS,
                "eve.json",
                "{\"timestamp\":\"2026-01-01T23:30:00.5+0100\",\"event_type\":\"dns\",\"src_ip\":\"203.0.113.9\"}",
                "01/01-23:30:00.500000  [**] [1:469:3] \"ICMP PING\" [**] [Priority: 3] {ICMP} 2001:db8::9 -> 2001:db8::1",
                "01/01-23:30:00.500000  [**] [1:469:3] SCAN [**] [Priority: 3] {UDP} 2001:db8::9:53 -> 2001:db8::1:53",
                "{\"event_type\":\"alert\",\"src_ip\":\"nobody\"}",
                "{\"event_type\":\"alert\"",
                "{} {}",
                "[**] what is that",
                "x".repeat(70_000));

        assertThat(read.bad()).isEqualTo(5);
        assertThat(read.news())
                .extracting(News::source)
                .containsExactly(Address.of("2001:db8::9"), Address.of("2001:db8::9"));
        assertThat(read.news()).extracting(news -> ((AlertNews) news).port()).containsExactly(0, 53);
    }

    @Test
    void aRotatedFileMayBeCompressed() throws Exception {
        Path packed = folder.resolve("auth.log.2.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write("2026-01-01T23:30:00Z gate sshd[7]: Accepted password for alice from 203.0.113.9 port 1 ssh2"
                    .getBytes(StandardCharsets.UTF_8));
        }

        assertThat(FeedFile.read(packed, Feed.LOGINS, ZONE).news()).hasSize(1);
    }

    @Property(tries = 300)
    void nothingThatAnybodyWritesBreaksTheReading(@ForAll @Size(max = 2_000) byte[] bytes, @ForAll boolean records) {
        for (Feed feed : Feed.values()) {
            Script script = feed.script(Path.of(records ? "wtmp" : "log"), ZONE, () -> Instant.EPOCH);

            script.take(ByteBuffer.wrap(bytes), news -> {});
            script.end(news -> {});

            assertThat(script.bad()).isNotNegative();
        }
    }
}
