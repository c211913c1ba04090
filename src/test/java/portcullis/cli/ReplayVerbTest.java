package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerbTest {
    private static final String SYN_SCAN = "test-scenarios/captures/nmap-syn.pcap";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void theSameIsSaidOfAFileOfItsGzipAndOfStandardInput() throws IOException {
        Path packed = folder.resolve("nmap-syn.pcap");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(Path.of(SYN_SCAN), gzip);
        }
        run("replay", SYN_SCAN);
        String ofFile = taken();
        run("replay", packed.toString());
        String ofGzip = taken();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(SYN_SCAN))));
        int code = run("replay", "-");
        System.setIn(before);

        assertThat(code).isZero();
        assertThat(ofGzip).isEqualTo(ofFile);
        assertThat(taken().lines().skip(1))
                .containsExactlyElementsOf(ofFile.lines().skip(1).toList());
    }

    @Test
    void asPortSentryTheRingCountsAndOnlyItsModes() {
        assertThat(run("replay", "--as-portsentry", "-atcp", "-sudp", "--set", "trigger=2", "--json", SYN_SCAN))
                .isZero();

        assertThat(taken()).contains("\"rule\":\"ring-advanced-tcp\"").doesNotContain("nmap-signature");
        assertThat(run("replay", "-atcp", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("-atcp is a mode of PortSentry; write --as-portsentry, or --mode atcp");
    }

    @Test
    void libpcapSeesTheSame() {
        run("replay", "--json", SYN_SCAN);
        String own = taken();
        int code = run("replay", "--json", "--reader", "pcap4j", SYN_SCAN);
        org.junit.jupiter.api.Assumptions.assumeTrue(code != Exit.UNAVAILABLE, () -> "SKIPPED: " + err);

        assertThat(taken()).isEqualTo(own);
    }

    @Test
    void aTruncatedCaptureIsUsedUpToItsDamage() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(SYN_SCAN));
        Path cut = folder.resolve("cut.pcap");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2 + 7));

        int code = run("replay", cut.toString());

        assertThat(code).isEqualTo(Exit.DAMAGED);
        assertThat(out.toString()).contains("block   198.18.0.66").contains("1 source alarmed, 1 blocked");
        assertThat(err.toString()).contains("cut.pcap").containsPattern("packet [0-9,]+ at byte [0-9,]+");
    }

    @Test
    void whatIsNoCaptureIsNamed() throws IOException {
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "hello, I am no capture at all\n");

        assertThat(run("replay", text.toString())).isEqualTo(Exit.DAMAGED);
        assertThat(err.toString()).contains("notes.txt").contains("not a capture");
    }

    @Test
    void ofSeveralCapturesTheDamagedAreNamedAndTheOthersUsed() throws IOException {
        Path header =
                Files.write(folder.resolve("header.pcap"), Arrays.copyOf(Files.readAllBytes(Path.of(SYN_SCAN)), 10));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(Files.readAllBytes(Path.of(SYN_SCAN)), 200));

        int code = run("replay", header.toString(), cut.toString(), SYN_SCAN);

        assertThat(code).isEqualTo(Exit.DAMAGED);
        assertThat(out.toString()).contains("block   198.18.0.66");
        assertThat(err.toString()).contains("header.pcap: stops").contains("cut.pcap: stops");
    }

    @Test
    void standardInputIsCalledSoAndReadOnce() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5}));
        int code = run("replay", "-");
        System.setIn(before);

        assertThat(code).isEqualTo(Exit.DAMAGED);
        assertThat(err.toString()).startsWith("standard input: not a capture");
        assertThat(run("replay", "-", "-")).isEqualTo(Exit.USAGE);
    }

    @Test
    void aCaptureWithoutPacketsHasNoHost() throws IOException {
        Path empty =
                Files.write(folder.resolve("empty.pcap"), Arrays.copyOf(Files.readAllBytes(Path.of(SYN_SCAN)), 24));

        assertThat(run("replay", empty.toString())).isZero();
        assertThat(out.toString()).startsWith("reading empty.pcap: 0 packets over 0 ms\nno host found");
    }

    @Test
    void mistakesOnTheCommandLineAreUsage() {
        assertThat(run("replay", "no-such.pcap")).isEqualTo(Exit.USAGE);
        assertThat(run("replay")).isEqualTo(Exit.USAGE);
        assertThat(run("replay", "--host", "example.org", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(run("replay", "--served", "tcp:80-22", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(run("replay", "--reader", "tcpdump", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(run("replay", "--explain", "example.org", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(run("reply", SYN_SCAN)).isEqualTo(Exit.USAGE);
        assertThat(err.toString())
                .contains("no-such.pcap")
                .contains("example.org")
                .contains("Did you mean");
    }

    @Test
    void problemsOfSettingsAndRespondersAreToldTogether() {
        int code = run("replay", "--set", "quiet=soon", "--set", "modes=[sniff]", SYN_SCAN);

        assertThat(code).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString())
                .contains("quiet must be")
                .contains("modes must be")
                .contains("2 problems; nothing was done");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnknownResponderIsNamedWithThoseThereAre() {
        int code = run("replay", "--set", "responders=[drop-with-nftable]", SYN_SCAN);

        assertThat(code).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("drop-with-nftable").contains("drop-with-nftables");
    }

    @Test
    void everyLineOfJsonIsAnObjectWithTheFieldsThatArePromised() throws IOException {
        String promised = Files.readString(Path.of("docs/json.md"));
        run(
                "replay",
                "--json",
                "--set",
                "block.udp=respond",
                "--set",
                "responders=[drop-with-nftables, deny-with-tcp-wrappers]",
                SYN_SCAN,
                "test-scenarios/captures/nmap-udp.pcap");

        List<String> lines = out.toString().lines().toList();

        assertThat(lines).isNotEmpty();
        for (String line : lines)
            assertThat(fields(line)).allSatisfy(field -> assertThat(promised).contains("`" + field + "`"));
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"event\":\"summary\"");
        assertThat(lines).anyMatch(line -> line.contains("\"argv\":[\"nft\",\"add\",\"element\""));
        assertThat(lines).anyMatch(line -> line.contains("\"edit\":\"append\",\"file\":\"/etc/hosts.deny\""));
        assertThat(lines.get(0)).containsPattern("\"at\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z\"");
    }

    @Test
    void aStoryIsToldAsTheDocumentShows() throws IOException {
        String document = Files.readString(Path.of("docs/explaining.md"));
        Matcher command = Pattern.compile("portcullis (replay .*)").matcher(document);
        Matcher shown = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(command.find() && shown.find()).isTrue();

        int code = run(command.group(1).split(" "));

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(shown.group(1));
    }

    @Test
    void aStoryInJsonHasTheFieldsThatArePromised() throws IOException {
        String promised = Files.readString(Path.of("docs/json.md"));

        run("replay", "--json", "--set", "ignore=[198.18.0.66]", "--explain", "198.18.0.66,198.18.0.20", SYN_SCAN);

        List<String> stories = out.toString()
                .lines()
                .filter(line -> line.contains("\"story\""))
                .toList();
        assertThat(stories).hasSize(2);
        for (String story : stories)
            assertThat(fields(story)).allSatisfy(field -> assertThat(promised).contains("`" + field + "`"));
        assertThat(stories.get(0))
                .contains("\"ignored_because\":\"inside the trusted network 198.18.0.66\"")
                .contains("\"fate\":\"ignored\"");
        assertThat(stories.get(1)).contains("\"sent\":[],\"told\":[]");
    }

    @Test
    void silenceIsCountedByItsReason() {
        assertThat(fates("backscatter.pcap")).isEqualTo("{\"backscatter\":30}");
        assertThat(fates("traceroute.pcap")).isEqualTo("{\"unwatched\":16}");
        assertThat(fates("dns-queries.pcap")).isEqualTo("{\"answer\":20}");
        assertThat(fates("broadcasts.pcap")).contains("\"group\":");
        assertThat(fates("traceroute.pcap", "198.18.0.20")).isEqualTo("{\"answer\":6}");
        assertThat(fates("session-under-way.pcap")).isEqualTo("{\"conversation\":52}");
    }

    @Test
    void logsAreHeardBesideACaptureOrAlone() throws IOException {
        run("replay", "--json", SYN_SCAN);
        Matcher time = Pattern.compile("\"at\":\"([^\"]+)\"").matcher(taken());
        assertThat(time.find()).isTrue();
        Path logins = Files.writeString(
                folder.resolve("auth.log"),
                time.group(1)
                        + " gate sshd[7]: Accepted password for alice from 198.18.0.66 port 4711 ssh2\nnonsense\n");
        Path alerts = Files.writeString(
                folder.resolve("eve.json"),
                "{\"timestamp\":\"" + time.group(1)
                        + "\",\"event_type\":\"alert\",\"src_ip\":\"198.18.0.77\",\"dest_ip\":\"198.18.0.10\",\"proto\":\"ICMP\",\"alert\":{\"signature_id\":1,\"severity\":1}}\n");

        assertThat(run("replay", SYN_SCAN, "--logins", logins.toString(), "--alerts", alerts.toString()))
                .isZero();
        assertThat(taken())
                .contains("reading nmap-syn.pcap, auth.log, eve.json")
                .containsPattern("alarm +198.18.0.66 +alice logged in by sshd after [0-9]+ ports had been probed")
                .containsPattern("alarm +198.18.0.77 .*foreign-alert-grave")
                .containsPattern("spare +198.18.0.77 +report only, by block.alerts")
                .contains("block   198.18.0.66");
        assertThat(err.toString()).isEqualTo("not understood in the logs: 1 line\n");

        assertThat(run("replay", "--logins", logins.toString(), "--set", "block.logins=respond"))
                .isZero();
        assertThat(taken()).containsPattern("00:00.000  block +198.18.0.66");
        assertThat(run("replay")).isEqualTo(64);
    }

    private String fates(String capture) {
        return fates(capture, "198.18.0.10/24");
    }

    private String fates(String capture, String host) {
        out.getBuffer().setLength(0);
        run("replay", "--json", "--host", host, "test-scenarios/captures/" + capture);
        Matcher fates = Pattern.compile("\"fates\":(\\{.*?})").matcher(out.getBuffer());
        assertThat(fates.find()).isTrue();
        return fates.group(1);
    }

    /** Names of the fields of the outer object. */
    private static TreeSet<String> fields(String line) throws IOException {
        TreeSet<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            List<JsonToken> open = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) open.add(token);
                if (token.isStructEnd()) open.remove(open.size() - 1);
                if (token == JsonToken.FIELD_NAME && open.size() == 1) fields.add(parser.currentName());
            }
        }
        return fields;
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err)).execute(words);
    }

    private String taken() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }
}
