package portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Mode;
import portcullis.fact.Network;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Transport;

class SettingsReaderTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAnythingTheStandardsHold() throws Refused {
        Settings settings = new SettingsReader().settings();

        assertThat(settings.modes()).startsWith(Mode.ATCP, Mode.AUDP).contains(Mode.STEALTH, Mode.PING);
        assertThat(settings.response(Transport.UDP)).isEqualTo(Response.REPORT);
        assertThat(settings.spans(Key.BLOCK_FOR)).startsWith(Duration.ofMinutes(10));
        assertThat(settings.literals()).containsEntry("trigger.probes", "1").containsEntry("trigger.within", "3600");
    }

    @Test
    void theSampleFileIsTheStandard() throws Refused, IOException {
        Path sample = Path.of("src/main/dist/portcullis.yaml");

        Settings settings = new SettingsReader().file(sample).settings();

        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("places") // nobody wrote the standards
                .isEqualTo(new SettingsReader().settings());
        assertThat(Files.readString(sample))
                .contains(List.of(Key.values()).stream().map(Key::meaning).toList());
    }

    @Test
    void aPresetStandsWhereNothingIsChosen() throws Refused {
        Path sample = Path.of("src/main/dist/portcullis.yaml");

        Settings settings = new SettingsReader()
                .file(sample)
                .assignment("preset=portsentry")
                .assignment("scans.slow=4")
                .settings();

        assertThat(settings.modes()).containsExactly(Mode.ATCP, Mode.AUDP);
        assertThat(settings.count(Key.TRIGGER_PORTS)).isZero();
        assertThat(settings.literals())
                .containsEntry("advanced.tcp.below", "1024")
                .containsEntry("scans.slow", "4");
    }

    @Test
    void laterTextsStandOverEarlierOnes() throws Refused {
        Settings settings = new SettingsReader()
                .text("a.yaml", 0, "trigger: 3\nmodes: [stcp]\n")
                .assignment("trigger.probes=7")
                .assignment("modes=[-tcp, udp]")
                .settings();

        assertThat(settings.count(Key.TRIGGER_PROBES)).isEqualTo(7);
        assertThat(settings.modes()).containsExactly(Mode.TCP, Mode.UDP);
    }

    @Test
    void optionsOfOnesOwnAreJoinedByName() throws Refused {
        Settings settings = new SettingsReader()
                .text("a.yaml", 0, "options: { url: http://a/, rooms: [ops, 7], empty: \"\" }\noptions.flat: yes\n")
                .assignment("options.url=http://b/")
                .assignment("secrets.hook=/etc/hook.key")
                .settings();

        assertThat(settings.options())
                .containsEntry("url", List.of("http://b/"))
                .containsEntry("rooms", List.of("ops", "7"))
                .containsEntry("flat", List.of("yes"))
                .containsEntry("secrets.hook", List.of("/etc/hook.key"))
                .doesNotContainKey("empty");
        assertThat(settings.secrets()).containsEntry("hook", "/etc/hook.key");
    }

    @Test
    void aSecretThatStandsInTheSettingsIsRefusedAndNotRepeated() {
        String text =
                "secrets:\n  hook: 5e884898da28047\n  Hook: /etc/a\noptions: { command: a, b: 1, b: 2 }\noptions.c: {}\n";

        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> new SettingsReader().text("p.yaml", 0, text).settings());

        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.yaml: secrets.hook must be the absolute path of a file that holds it; write /etc/portcullis/hook.key",
                        "p.yaml: what stands there is no name for one of secrets; write small letters, digits and hyphens",
                        "p.yaml:4:12: options.command is a setting of its own; write command: without options",
                        "p.yaml:4:30: options.b is set twice; keep one",
                        "p.yaml:5:12: options.c must be text or a list of text");
    }

    @Test
    void noMessageRepeatsWhatMayBeASecret() {
        SettingsReader reader = new SettingsReader()
                .assignment("secrets.hook=5e884898da28047")
                .assignment("secrets=5e884898da28047")
                .assignment("secrets.hook=*5e884898da28047")
                .text("p.yaml", 0, "secrets: 5e884898da28047")
                .text("p.yaml", 0, "secrets: { 5E884898da28047 }")
                .text("p.yaml", 0, "secret: { hook: 5e884898da28047 }")
                .text("p.yaml", 0, "secrets.hook: /a\nsecrets.hook: 5e884898da28047")
                .text("p.yaml", 0, "secrets: {a: /a, a: 5e884898da28047}")
                .text("p.yaml", 0, "secrets:\n  a: /a\n\n  # it\n  b: \"5e884898da28047\" too\nquiet: 1m\n")
                .text("p.yaml", 0, "secrets:\n  a: *5e884898da28047\n")
                .text("p.yaml", 0, "secrets: { a: \"/5e884898da28047\\0\" }");

        Refused refused = catchThrowableOfType(Refused.class, reader::settings);

        assertThat(refused.problems()).hasSize(13).allSatisfy(problem -> {
            assertThat(problem.toString()).doesNotContain("5e88");
            assertThat(problem.line()).isZero(); // else the line would be shown below it
        });
    }

    @Test
    void everyProblemIsReportedTogetherWithItsPlace() {
        String text = "modes: [stcp, sniff]\ntriger: 3\nports:\n  tcp: \"80-22\"\nquiet: soon\nblock:\n  tcp: 1\n";

        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> new SettingsReader().text("p.yaml", 0, text).settings());

        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.yaml:1:15: modes must be a list of modes: tcp, udp, stcp, sudp, atcp, audp, stealth, strays, served, sctp, ping, protocols, neighbours, logins, alerts, not \"sniff\"",
                        "p.yaml:2:1: unknown setting `triger`; did you mean `trigger`?",
                        "p.yaml:4:8: ports.tcp must be ports and ranges, as in \"22,80,8000-8100\", not \"80-22\"",
                        "p.yaml:5:8: quiet must be a span such as 90s, 10m, 1h or 7d, at most 36500d, not \"soon\"",
                        "p.yaml:7:8: block.tcp must be report, respond or run, not \"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0-1000000",
                "abc",
                "1-",
                "-1",
                "1000-0",
                "abc-2000",
                "65536",
                "80,,81",
                "80 81",
                "111111111111",
                "123abc",
                "12.34",
                "12345678"
            })
    void refusesWhatAreNoPorts(String text) {
        assertThat(Form.ports(text)).isEmpty();
    }

    @Test
    void namesOfHostsStandAmongNetworksWhereTheyMay() throws Refused {
        Settings settings = new SettingsReader()
                .text("p.yaml", 0, "block: {never: [192.0.2.0/24, office.example, backup-1, 1.example.org.]}")
                .settings();

        assertThat(settings.networks(Key.BLOCK_NEVER)).hasToString("[192.0.2.0/24]");
        assertThat(settings.names(Key.BLOCK_NEVER)).containsExactly("office.example", "backup-1", "1.example.org.");
    }

    @ParameterizedTest
    @CsvSource({
        "80, 1",
        "1000-2000, 1001",
        "2000-2000, 1",
        "'80,1000-2000,443', 1003",
        "' 1 , 5-11 ', 8",
        "0-65535, 65536"
    })
    void countsPortsAndRanges(String text, int count) {
        assertThat(Form.ports(text).orElseThrow().count()).isEqualTo(count);
    }

    @Test
    void theIgnoreFileTakesCommentsHostBitsAndNoLastNewline() throws Refused, IOException {
        Path file = folder.resolve("ignore");
        Files.writeString(file, "# ours\n10.0.0.77/24  the office\n\n2001:db8::/32\r\n198.51.100.7");

        Settings settings =
                new SettingsReader().assignment("ignore-file=" + file).settings();

        assertThat(settings.networks(Key.IGNORE))
                .contains(network("10.0.0.0/24"), network("2001:db8::/32"), network("198.51.100.7"));
    }

    @Test
    void aMistakeInTheIgnoreFileIsNamedByItsLine() throws IOException {
        Path file = folder.resolve("ignore");
        Files.writeString(file, "10.0.0.0/8\nexample.org\n");

        assertThatThrownBy(() ->
                        new SettingsReader().assignment("ignore-file=" + file).settings())
                .hasMessageContaining("ignore:2:1: \"example.org\" is no address or network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modes: [",
                "a: b: c",
                "modes: *x",
                "quiet: 1m\nquiet: 2m",
                "- a\n- b",
                "quiet: {a: b}",
                "block: {never: [192.0.2.300]}",
                "block: {never: [192.0.2.0/33]}",
                "block: {never: [\"office example\"]}",
                "block: {never: [\"2001:db8::g\"]}",
                "ignore: [office.example]",
                "block: {for: []}",
                "block: {for: [0s]}",
                "block: {for: [500ms]}",
                "modes: []",
                "quiet: 99999d",
                "memory: {sources: 0}"
            })
    void refusesWhatCannotBeMeant(String text) {
        assertThatThrownBy(() -> new SettingsReader().text("p.yaml", 0, text).settings())
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-456", "-1", "abc", "''", "' '", "123abc", "12.34", "1000001", "9223372036854775807"})
    void refusesWhatIsNoCount(String text) {
        assertThatThrownBy(
                        () -> new SettingsReader().assignment("trigger=" + text).settings())
                .hasMessageContaining("trigger.probes must be a whole number from 0 to 1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "123", " 123", "1000000"})
    void takesACount(String text) throws Refused {
        assertThat(new SettingsReader().assignment("trigger=" + text).settings().count(Key.TRIGGER_PROBES))
                .isEqualTo(Integer.parseInt(text.strip()));
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.write(file, "banner: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new SettingsReader().file(file).settings()).hasMessageContaining("not UTF-8");
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
