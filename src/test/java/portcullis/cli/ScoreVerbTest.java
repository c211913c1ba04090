package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

class ScoreVerbTest {
    private static final String LABELS = "test-scenarios/captures/labels.tsv";
    private static final Path CAPTURES = Path.of("test-scenarios/captures");
    private static final Path GOLDEN = Path.of("src/test/resources/portcullis/cli/score.jsonl");
    private static final List<String> COLUMNS = List.of(
            "path", "class", "victim", "served_ports", "expected_scanners", "scan_kinds", "grey_sources", "tags");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void itPrintsWhatTheDocumentShows() throws IOException {
        Matcher shown = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/scoring.md")));
        assertThat(shown.find()).isTrue();

        int code = run("score", LABELS);

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(shown.group(1));
    }

    @Test
    void jsonHasTheSameWithTheFieldsThatArePromised() throws IOException {
        String promised = Files.readString(Path.of("docs/json.md"));

        run("score", "--json", LABELS);

        assertThat(out.toString()).isEqualTo(Files.readString(GOLDEN));
        assertThat(Pattern.compile("\"(\\w+)\":")
                        .matcher(out.getBuffer())
                        .results()
                        .map(found -> found.group(1)))
                .allSatisfy(field -> assertThat(promised).contains("`" + field + "`"));
    }

    @Test
    void aScoreIsNotWorseThanItself() throws IOException {
        Path baseline = baseline();

        int code = run("score", "--baseline", baseline.toString(), LABELS);

        assertThat(code).isZero();
        assertThat(out.toString()).contains("24 captures compared with the baseline: not worse");
    }

    @Test
    void fewerFoundAreWorse() throws IOException {
        Path baseline = baseline();

        int code = run("score", "--mode", "sudp", "--baseline", baseline.toString(), LABELS);

        assertThat(code).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .containsPattern("now missed +nmap-fin.pcap +198.18.0.66")
                .containsPattern("baseline: worse; scan: \\d+ fewer found");
    }

    @Test
    void moreBlamedAreWorse() throws IOException {
        Path baseline = baseline();

        int code = run(
                "score",
                "--json",
                "--set",
                "advanced.udp.exclude=53",
                "--baseline",
                baseline.toString(),
                "--class",
                "benign",
                LABELS);

        assertThat(code).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("\"worse\":true,\"in\":[\"benign: 1 more false alarm\"]")
                .contains("{\"now\":\"blamed\",\"path\":\"traceroute.pcap\"");
    }

    @Test
    void moreFoundAndFewerBlamedAreNotWorse() throws IOException {
        Path baseline = baseline("--mode", "audp", "--set", "advanced.udp.exclude=53");

        int code = run("score", "--baseline", baseline.toString(), LABELS);

        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern("now found +nmap-fin.pcap +198.18.0.66")
                .containsPattern("now cleared +traceroute.pcap +198.18.0.20");
    }

    @Test
    void whatIsNoBaselineIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("before.json"), "{\"event\":\"summary\"}\n{\"event\"\n");
        Path empty = Files.writeString(folder.resolve("empty.json"), "");

        assertThat(run("score", "--baseline", text.toString(), LABELS)).isEqualTo(Exit.CONFIGURATION);
        assertThat(run("score", "--baseline", empty.toString(), LABELS)).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("before.json:2:1: ").contains("empty.json: holds no score");
    }

    @Test
    void columnsAreFoundByTheirNames() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.tsv"), """
                # our own
                tags\tsha256\tgrey_sources\tvictim\tserved_ports\tscan_kinds\texpected_scanners\tclass\tpath

                small\t-\t-\t198.18.0.10\ttcp/22\tsyn\t198.18.0.66\tours\tnmap-fin.pcap
                small\t-\t-\t*\t-\tsweep\t198.18.0.66\tours\tnmap-fin.pcap
                """);

        int code = run("score", "--captures", CAPTURES.toString(), labels.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern("ours +1 +1 +1 +1 +0 +0")
                .containsPattern("horizontal +1 +1 +1 +1 +0 +0")
                .containsPattern("small +2 +2 +2 +2 +0 +0");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path labels = Files.writeString(
                folder.resolve("labels.tsv"), String.join("\t", COLUMNS.subList(0, 6)) + "\tgrey\ttags\n");

        assertThat(run("score", labels.toString())).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("labels.tsv:1:1: no column is called grey_sources");
    }

    @Test
    void everyProblemOfTheLabelsIsToldBeforeAnythingIsPlayed() throws IOException {
        Path labels = labels(
                "nmap-syn.pcap\tscan\t198.18.0.10\t-\t-\t-\t-",
                "nmap-syn.pcap\tscan\texample.org\t-\t198.18.0.66\tsyn\t-\t-",
                "nmap-syn.pcap\tscan\t198.18.0.10\ttcp:22-\tnobody\tsyn\tsome\t-",
                "no-such.pcap\tscan\t198.18.0.10\t-\t198.18.0.66\tsyn\t-\t-",
                "nmap-syn.pcap\tscan\t198.18.0.20\t-\t-\tsyn\t-\t-",
                "nmap-syn.pcap\tscan\t198.18.0.20\t-\t-\tsyn\t-\t-");

        int code = run("score", "--captures", CAPTURES.toString(), labels.toString());

        assertThat(code).isEqualTo(Exit.CONFIGURATION);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("labels.tsv:2:1: 7 cells, where the first line names 8 columns")
                .contains("labels.tsv:3:1: victim must be addresses, networks or *, not \"example.org\"")
                .contains("labels.tsv:4:1: served_ports are as in tcp/22,udp/53, not \"tcp:22-\"")
                .contains("labels.tsv:4:1: expected_scanners are addresses, not \"nobody\"")
                .contains("labels.tsv:4:1: grey_sources are addresses or networks, not \"some\"")
                .contains("labels.tsv:5:1: there is no capture test-scenarios/captures/no-such.pcap")
                .contains("labels.tsv:7:1: nmap-syn.pcap has a label for this victim already");
    }

    @Test
    void aClassThatNoLineHasIsNamed() {
        assertThat(run("score", "--class", "scna", LABELS)).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("no line is of class \"scna\"").contains("did you mean `scan`?");
    }

    @Test
    void aDamagedCaptureIsScoredUpToItsDamage() throws IOException {
        byte[] whole = Files.readAllBytes(CAPTURES.resolve("nmap-syn.pcap"));
        Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length / 2 + 7));
        Path labels = labels("cut.pcap\tscan\t198.18.0.10\t-\t198.18.0.66\tsyn\t-\t-");

        int code = run("score", labels.toString());

        assertThat(code).isEqualTo(Exit.DAMAGED);
        assertThat(out.toString()).containsPattern("found +cut.pcap +198.18.0.66");
        assertThat(err.toString()).contains("cut.pcap").containsPattern("packet [0-9,]+ at byte [0-9,]+");
    }

    @Test
    void whatIsNotThereIsUsage() {
        assertThat(run("score", "no-such.tsv")).isEqualTo(Exit.USAGE);
        assertThat(run("score", "--baseline", "no-such.json", LABELS)).isEqualTo(Exit.USAGE);
        assertThat(run("score", "--captures", "no-such", LABELS)).isEqualTo(Exit.USAGE);
        assertThat(run("score")).isEqualTo(Exit.USAGE);
    }

    private Path labels(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(String.join("\t", COLUMNS)));
        lines.addAll(List.of(rows));
        return Files.write(folder.resolve("labels.tsv"), lines);
    }

    private Path baseline(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("score", "--json", LABELS));
        words.addAll(List.of(options));
        assertThat(run(words.toArray(String[]::new))).isZero();
        Path baseline = Files.writeString(folder.resolve("before.json"), out.toString());
        out.getBuffer().setLength(0);
        return baseline;
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err)).execute(words);
    }
}
