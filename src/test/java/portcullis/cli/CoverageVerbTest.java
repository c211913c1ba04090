package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageVerbTest {
    private static final Path MATRIX = Path.of("test-scenarios/captures/matrix");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void thePageSaysWhatComesOfTheRecordings() throws IOException {
        int code = run("coverage", "--matrix");

        assertThat(code).isZero();
        assertThat(out.toString())
                .as("to write docs/coverage.md anew: ./portcullis coverage --matrix --write")
                .isEqualTo(Files.readString(Path.of("docs/coverage.md")));
    }

    @Test
    void eachRecordingIsAnObjectAndEachSlowScan() throws IOException {
        fewRecordings("sS-T4-ipv4", "sU-T4-ipv4");

        int code = run("coverage", "--matrix", "--json", "--captures", folder.toString());

        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("{\"event\":\"scan\"")))
                .satisfiesExactly(
                        syn -> assertThat(syn).contains("\"found\":true,\"probes\":20,\"answered\":20,\"scanners\":1"),
                        udp -> assertThat(udp).contains("\"technique\":\"sU\",\"timing\":\"T4\",\"family\":\"ipv4\""));
        assertThat(out.toString().lines().filter(line -> line.startsWith("{\"event\":\"slowest\"")))
                .hasSize(20);
    }

    @Test
    void aRecordingWithoutALabelIsNotLeftOutUnseen() throws IOException {
        fewRecordings("sS-T4-ipv4");
        Files.copy(MATRIX.resolve("sF-T4-ipv4.pcap"), folder.resolve("matrix/new.pcap"));

        int code = run("coverage", "--matrix", "--captures", folder.toString());

        assertThat(code).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("has no label for new.pcap");
    }

    @Test
    void thePageIsOfWhatIsShippedOnly() {
        int code = run("coverage", "--matrix", "--write", "--set", "trigger.ports=5");

        assertThat(code).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("not with --set");
    }

    private void fewRecordings(String... names) throws IOException {
        Files.createDirectories(folder.resolve("matrix"));
        Files.createDirectories(folder.resolve("benign"));
        var lines = Files.readAllLines(MATRIX.resolve("labels.tsv"));
        StringBuilder labels = new StringBuilder(lines.get(0)).append('\n');
        for (String name : names) {
            Files.copy(MATRIX.resolve(name + ".pcap"), folder.resolve("matrix/" + name + ".pcap"));
            lines.stream()
                    .filter(line -> line.startsWith(name + ".pcap\t"))
                    .forEach(line -> labels.append(line).append('\n'));
        }
        Files.writeString(folder.resolve("matrix/labels.tsv"), labels);
        Path benign = Path.of("test-scenarios/captures/benign");
        Files.copy(benign.resolve("ping.pcap"), folder.resolve("benign/ping.pcap"));
        Files.write(
                folder.resolve("benign/labels.tsv"),
                Files.readAllLines(benign.resolve("labels.tsv")).stream()
                        .filter(line -> line.startsWith("path\t") || line.startsWith("ping.pcap\t"))
                        .toList());
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err, true)).execute(words);
    }
}
