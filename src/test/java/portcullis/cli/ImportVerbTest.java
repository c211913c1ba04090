package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code import} shows, writes and answers; what becomes of which line is in portcullis.heir. */
class ImportVerbTest {
    private static final Path ESTATES = Path.of("src/test/resources/portcullis/heir/estates");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void withoutAFolderItOnlyShows() throws IOException {
        assertThat(run("import", estate("debian-as-shipped")))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .startsWith("from PortSentry 1.x, because ADVANCED_PORTS_TCP in line 5 is an option of 1.x only")
                .contains(
                        "portsentry.conf:15  KILL_ROUTE=\"/sbin/route add -host $TARGET$ reject\"",
                        "      responder blackhole-the-route: a route cuts the way back only",
                        "18 kept, 2 changed, 0 cannot be kept",
                        "nothing was written; --to FOLDER would write:",
                        "--- portcullis.yaml",
                        "modes: [tcp, udp]");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatDebianShipsIsTakenOverCheckedAndReplayedWithoutAnEdit() throws IOException {
        example(estate("debian-as-shipped"));

        List<String> next = out.toString()
                .lines()
                .filter(line -> line.startsWith("next: portcullis "))
                .map(line -> line.substring("next: portcullis ".length()))
                .toList();
        assertThat(next).hasSize(3);
        assertThat(run(words(next.get(0) + " test-scenarios/hello")))
                .as(err.toString())
                .isZero();
        assertThat(run(words(next.get(1).replace("CAPTURE", "test-scenarios/captures/nmap-udp.pcap"))))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("alarm   198.18.0.66", "spare   198.18.0.66", "report only");
    }

    @Test
    void respondersOfOnesOwnComeWithThoseThatTheSettingsName() {
        String to = folder.resolve("ours").toString();
        assertThat(run("import", estate("own-commands"), "--to", to, "--mode", "tcp"))
                .isZero();

        assertThat(folder.resolve("ours/policies"))
                .isDirectoryContaining("glob:**/portsentry-kill-route.groovy")
                .isDirectoryContaining("glob:**/portsentry-hosts-deny.groovy")
                .isDirectoryContaining("glob:**/send-a-banner.groovy");
        assertThat(run(
                        "check",
                        "--settings",
                        to + "/portcullis.yaml",
                        "--policies",
                        to + "/policies",
                        "test-scenarios/hello"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void whatIsThereStaysUnlessItIsForced() throws IOException {
        Path there = Files.writeString(folder.resolve("ignore"), "mine");

        assertThat(run("import", estate("debian-in-use"), "--to", folder.toString()))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("ignore is there already", "nothing was written");
        assertThat(out.toString()).contains("changed", "cannot be kept");
        assertThat(there).hasContent("mine");
        assertThat(folder.resolve("portcullis.yaml")).doesNotExist();

        assertThat(run("import", estate("debian-in-use"), "--to", folder.toString(), "--force"))
                .isEqualTo(Exit.DAMAGED);
        assertThat(folder.resolve("ignore.before-import")).hasContent("mine");
        assertThat(folder.resolve("ignore")).content().contains("192.0.2.0/24");
        assertThat(out.toString()).contains("next: portcullis ban --file " + folder.resolve("bans"));

        assertThat(run("import", estate("debian-in-use"), "--to", folder.toString(), "--force"))
                .isEqualTo(Exit.DAMAGED);
        assertThat(folder.resolve("ignore.before-import")).hasContent("mine");
        assertThat(folder.resolve("ignore.before-import.2")).content().contains("192.0.2.0/24");
    }

    @Test
    void aProgramReadsTheSame() throws IOException {
        assertThat(run("import", estate("two-in-use"), "--json")).isEqualTo(Exit.DAMAGED);

        List<String> events = new ArrayList<>();
        for (String line : out.toString().lines().toList()) events.add(event(line));
        assertThat(events).startsWith("import").endsWith("imported", "file", "file", "file", "file");
        assertThat(out.toString())
                .contains(
                        "{\"event\":\"finding\",\"fate\":\"changed\",",
                        "\"line\":13,\"was\":\"SCAN_TRIGGER=\\\"65536\\\"\"")
                .contains("{\"event\":\"imported\",\"kept\":");
    }

    private static String event(String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("event");
            String event = parser.nextTextValue();
            JsonToken last = JsonToken.START_OBJECT;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) last = token;
            assertThat(last).isEqualTo(JsonToken.END_OBJECT);
            return event;
        }
    }

    @Test
    void whatCannotBeAskedIsSaidSo() {
        assertThat(run("import", folder.toString())).isEqualTo(Exit.CONFIGURATION);
        assertThat(run("import", estate("two-as-shipped"), "--portsentry", "3")).isEqualTo(Exit.USAGE);
        assertThat(run("import", estate("two-as-shipped"), "--to", "/proc/none"))
                .isEqualTo(Exit.UNAVAILABLE);
        assertThat(run("import", estate("two-as-shipped"), "--mode", "stealth")).isEqualTo(Exit.USAGE);
        assertThat(run("import", estate("two-as-shipped"), "--portsentry", "1")).isZero();
        assertThat(out.toString()).contains("--portsentry says so", "1.x took \"512-515\" for 512");
    }

    @Test
    void aListOfBansIsReadAsAWholeOrNotAtAll() throws IOException {
        String bans = Files.writeString(
                        folder.resolve("bans"), "# remark\n203.0.113.9 7d  # why\n203.0.113.300\n203.0.113.1 7x\n")
                .toString();

        assertThat(run("ban", "--file", bans)).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("bans:3:1", "bans:4:1", "no line of a list of bans");
        assertThat(run("ban")).isEqualTo(Exit.USAGE);
        assertThat(run("ban", "203.0.113.9", "--file", bans)).isEqualTo(Exit.USAGE);
        Files.writeString(folder.resolve("bans"), "203.0.113.9 7d  # why\n203.0.113.10\n");
        assertThat(run(
                        "ban",
                        "--file",
                        bans,
                        "--control",
                        folder.resolve("none").toString()))
                .isEqualTo(Exit.UNAVAILABLE);
    }

    /** Runs the example of the help on another folder. */
    private void example(String from) {
        run("import", "--help");
        Matcher example = Pattern.compile("Example: portcullis (.*)").matcher(out.toString());
        assertThat(example.find()).isTrue();
        String line = example.group(1)
                .replace("/etc/portsentry", from)
                .replace("my-portcullis", folder.resolve("ours").toString());
        assertThat(run(words(line))).as(err.toString()).isZero();
    }

    private static String[] words(String line) {
        return Arrays.stream(line.replaceFirst("  #.*", "").split(" "))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    private static String estate(String name) {
        return ESTATES.resolve(name).resolve("etc/portsentry").toString();
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }
}
