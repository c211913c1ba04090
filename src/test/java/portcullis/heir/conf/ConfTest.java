package portcullis.heir.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each PortSentry took a line; whole files are in EstateTest. */
class ConfTest {
    private static final String FILE = "portsentry.conf";

    /** A blank, a tab and a carriage return are written as ~, ^ and !. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "SCAN_TRIGGER=\"1\"                     | 1",
                "SCAN_TRIGGER = \"1\"                   | 1",
                "SCAN_TRIGGER  =  \"1\" \"2\"           | 1",
                "SCAN_TRIGGER=\"1                       | 1",
                "SCAN_TRIGGER=\"1!                      | 1",
                "SCAN_TRIGGER=\"1\"!                    | 1",
                "SCAN_TRIGGER=\"\"                      | ",
                "SCAN_TRIGGER is \"1\"                  | 1",
                "SCAN_TRIGGERS=\"1\"                    | none",
                "SCAN_TRIGGER^=\"1\"                    | none",
                "~SCAN_TRIGGER=\"1\"                    | none",
                "#SCAN_TRIGGER=\"1\"                    | none",
                "scan_trigger=\"1\"                     | none",
                "SCAN_TRIGGER=1                         | none",
                "SCAN_TRIGGER=''1''                     | none",
                "twelve chars=\"7\" SCAN_TRIGGER        | 7"
            })
    void oneTakesTheFirstLineThatHoldsTheKey(String line, String value) {
        String text = line.replace('~', ' ').replace('^', '\t').replace('!', '\r') + "\nSCAN_TRIGGER=\"9\"\n";
        Optional<OldOption> option = read(text, Dialect.ONE, new Findings()).option(OldKey.SCAN_TRIGGER);

        boolean isSettled = line.contains("SCAN_TRIGGER=1") || line.contains("'1'");
        String otherwise = isSettled ? "none" : "9";
        assertThat(option.map(OldOption::value).orElse("none"))
                .isEqualTo(
                        "none".equals(value)
                                ? otherwise
                                : Optional.ofNullable(value).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCAN_TRIGGER=\"1\"                    | 1",
                "SCAN_TRIGGER^=~\"1\" and more         | 1",
                "SCAN_TRIGGER=\"1\"!                   | 1",
                "SCAN=\"1\"                            | 1",
                "S=\"1\"                               | 1",
                "SCAN_TRIGGER=\"\"                     | none",
                "SCAN_TRIGGER=\"one\"                  | none",
                "SCAN_TRIGGER=\"-1\"                   | none",
                "SCAN_TRIGGER=1                        | none",
                "SCAN_TRIGGER=\"1                      | none",
                "~SCAN_TRIGGER=\"1\"                   | none",
                "SCAN_TRIGGERS=\"1\"                   | none",
                "ADVANCED_PORTS_TCP=\"1\"              | none"
            })
    void twoStopsAtWhatItDoesNotKnow(String line, String value) {
        Findings findings = new Findings();
        String text = "#\n\r\n" + line.replace('~', ' ').replace('^', '\t').replace('!', '\r') + "\n";

        Optional<OldOption> option = read(text, Dialect.TWO, findings).option(OldKey.SCAN_TRIGGER);

        assertThat(option.map(OldOption::value).orElse("none")).isEqualTo(value);
        assertThat(findings.all().stream().filter(finding -> finding.fate() == Finding.Fate.DAMAGED))
                .hasSize("none".equals(value) ? 1 : 0)
                .allMatch(finding -> finding.line() == 3);
    }

    @Test
    void bothEndAValueAtTheFirstCharacterThatIsNotPrintable() {
        for (Dialect dialect : Dialect.values())
            assertThat(read("PORT_BANNER=\"Geh weg, \u00fcbler Gast\"\n", dialect, new Findings())
                            .option(OldKey.PORT_BANNER)
                            .map(OldOption::value))
                    .contains("Geh weg, ");
    }

    @Test
    void ofTwoLinesOneTakesTheFirstAndTwoTheLast() {
        String text = "SCAN_TRIGGER=\"1\"\nSCAN_TRIGGER=\"2\"\n";

        assertThat(read(text, Dialect.ONE, new Findings()).number(OldKey.SCAN_TRIGGER))
                .isEqualTo(1);
        assertThat(read(text, Dialect.TWO, new Findings()).number(OldKey.SCAN_TRIGGER))
                .isEqualTo(2);
    }

    @Test
    void oneTakesTheRestOfAVeryLongLineForAnotherLine() {
        String text = "X".repeat(1_023) + "SCAN_TRIGGER=\"4\"\n";

        Findings findings = new Findings();

        assertThat(read(text, Dialect.ONE, findings).option(OldKey.SCAN_TRIGGER).map(OldOption::line))
                .contains(1);
        assertThat(read("#" + "x".repeat(1_022) + "SCAN_TRIGGER=\"4\"\n", Dialect.ONE, findings)
                        .number(OldKey.SCAN_TRIGGER))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADVANCED_EXCLUDE_UDP=\"1\"            | 1.x | is an option of 1.x only",
                "TCP_PORTS=\"1,5-7\"                   | 2.x | holds a range",
                "UDP_PORTS = \"1-2\"                   | 2.x | holds a range",
                "# for PortSentry 2.0                  | 2.x | is what it calls itself",
                "TCP_PORTS=\"1,5\"                     | 2.x | IGNORE_FILE is missing"
            })
    void theFileTellsWhoseItIs(String line, String dialect, String why) {
        Conf conf = Conf.read(FILE, line.getBytes(StandardCharsets.UTF_8), Optional.empty(), new Findings());

        assertThat(conf.dialect().words()).isEqualTo(dialect);
        assertThat(conf.why()).contains(why);
    }

    @Test
    void advancedKeysOutweighRanges() {
        String text = "TCP_PORTS=\"1-5\"\nADVANCED_PORTS_TCP=\"1024\"\n";

        Conf conf = Conf.read(FILE, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), new Findings());

        assertThat(conf.isOne()).isTrue();
        assertThat(PortList.of(conf.option(OldKey.TCP_PORTS).orElseThrow(), Dialect.ONE)
                        .ports()
                        .toString())
                .isEqualTo("1");
    }

    /** The cases of PortSentry 2's own test of a port, and what 1.x made of the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80|80|80", "1000-2000|1000-2000|1000", "2000-2000|2000|2000", "0||", "0-1000||", "1000-0||1000",
                "abc||", "1000-abc||1000", "abc-2000||", "2000-1000||2000", "65535|65535|65535", "65536||",
                "80,1000-2000,443|80,443,1000-2000|80,443,1000", "1, 2|1-2|1-2", "1 ,2|2|1-2", ",,5,|5|5", "-5||"
            })
    void portsAreThoseThatWereWatched(String list, String two, String one) {
        OldOption option = new OldOption(OldKey.TCP_PORTS, list, FILE, 1);

        assertThat(PortList.of(option, Dialect.TWO).ports().toString())
                .isEqualTo(Optional.ofNullable(two).orElse(""));
        assertThat(PortList.of(option, Dialect.ONE).ports().toString())
                .isEqualTo(Optional.ofNullable(one).orElse(""));
    }

    @Test
    void nothingThatBytesCanBeStopsIt() {
        byte[] bytes = new byte[70_000];
        new java.util.Random(7).nextBytes(bytes);

        for (Dialect dialect : Dialect.values()) {
            List<Finding> findings = new ArrayList<>();
            Findings collected = new Findings();
            Conf.read(FILE, bytes, Optional.of(dialect), collected);
            findings.addAll(collected.all());
            assertThat(findings).isNotEmpty();
        }
        assertThat(Stream.of(OldKey.values()).map(OldKey::how)).noneMatch(String::isBlank);
    }

    private static Conf read(String text, Dialect dialect, Findings findings) {
        return Conf.read(FILE, text.getBytes(StandardCharsets.UTF_8), Optional.of(dialect), findings);
    }
}
