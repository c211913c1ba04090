package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Kind;

class CaptureScenarioVerbTest {
    private static final String SYN_SCAN = "test-scenarios/captures/nmap-syn.pcap";

    @TempDir
    private Path folder;

    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void anAlarmNeedsOnlyTheTouchesThatMadeIt() throws Exception {
        Path journal = new Kept()
                .by("journal: { keep: 1d }\nresponders: [write-to-syslog]")
                .touch("192.168.7.66", 0, Kind.SYN, 80, true)
                .syns("192.168.7.66", 10, 23, 23, 79, 79, 81, 5900, 6000, 6001)
                .syns("192.168.7.67", 11, 23, 79)
                .in(folder);

        String scenario = write("192.168.7.66", "--journal", journal.toString());

        assertThat(scenario.lines())
                .containsExactly(
                        "# 192.168.7.66 from life: advanced-tcp, block for 10m by write-to-syslog",
                        "responders: [write-to-syslog]",
                        "host: 192.168.7.1",
                        "0s  192.168.7.66 > 192.168.7.1  tcp S  23",
                        "2s  192.168.7.66 > 192.168.7.1  tcp S  79",
                        "3s  192.168.7.66 > 192.168.7.1  tcp S  81",
                        "expect",
                        "3s  alarm  192.168.7.66  advanced-tcp  23 79 81",
                        "3s  block  192.168.7.66  10m  write-to-syslog",
                        "3s  effect  logger -t portcullis -p daemon.notice -- 'blocked 192.168.7.66 port 81 mode atcp: touched 3 unserved TCP ports'");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void aSilenceStaysTheSameSilence() throws Exception {
        Path journal = new Kept()
                .syns("203.0.113.66", 0, 23, 23, 23, 79)
                .touch("203.0.113.66", 9, Kind.SYN, 443, true)
                .in(folder);

        String scenario = write("203.0.113.66", "--journal", journal.toString());

        assertThat(scenario)
                .startsWith(
                        "# 203.0.113.66 from life stays silent: advanced-tcp: 2 of 3 ports of mode atcp within 1h\n")
                .contains("tcp S  23", "tcp S  79", "served: tcp:443")
                .endsWith("expect\n");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void underOtherNamesNothingTellsWhoItWas() throws Exception {
        Path journal = new Kept()
                .by("ignore: [192.168.7.0/24]\nbanner: \"property of Example Bank\"")
                .syns("192.168.7.66", 0, 23, 79, 81)
                .in(folder);

        String scenario = write("192.168.7.66", "--journal", journal.toString(), "--anonymise");

        assertThat(scenario).doesNotContain("192.168", "Bank").contains("ignore: [\"203.0.113.9\"", "192.0.2.1  tcp S");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void whomTheLiveGuardSparedIsSpared() throws Exception {
        Path journal = new Kept()
                .syns("192.168.7.66", 0, 23, 79, 81)
                .spared("192.168.7.66", 2, "advanced-tcp", "the host's gateway")
                .in(folder);

        String scenario = write("192.168.7.66", "--journal", journal.toString());

        assertThat(scenario)
                .contains("block: { gateways: [\"192.168.7.66\"] }", "spare  192.168.7.66  the host's gateway");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void whatTakesSeveralSourcesBringsThem() throws Exception {
        Kept kept = new Kept().spared("203.0.113.66", 4, "decoy-scan", "one of several sources");
        for (int i = 0; i < 4; i++) kept.syns("203.0.113." + (66 + i), 0, 23, 79, 81, 82);
        Path journal = kept.in(folder);

        String scenario = write("203.0.113.66", "--journal", journal.toString(), "--rule", "decoy-scan");

        assertThat(scenario).contains("203.0.113.67 >", "203.0.113.68 >", "alarm  203.0.113.66  decoy-scan");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void aHandshakeIsOneLineAndIpv6HasNamesOfItsOwn() throws Exception {
        Path journal = new Kept()
                .by("modes: [tcp]\nports: { tcp: \"23,79\" }\ntrigger: { ports: 2 }")
                .touch("fd00:7::66", 0, Kind.CONNECT, 23, false)
                .touch("fd00:7::66", 1, Kind.CONNECT, 79, false)
                .in(folder);

        String scenario = write("fd00:7::66", "--journal", journal.toString(), "--anonymise");

        assertThat(scenario)
                .contains("tcp connect  23", "tcp connect  79", "connect-tcp")
                .doesNotContain("fd00");
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void aCaptureWillDo() throws Exception {
        String scenario = write("198.18.0.66", "--capture", SYN_SCAN, "--rule", "nmap-signature");

        assertThat(scenario).contains("as nmap", "alarm  198.18.0.66  nmap-signature");
        assertThat(scenario.lines().filter(line -> line.contains(" > "))).hasSizeLessThanOrEqualTo(3);
        assertThat(passes(scenario)).isTrue();
    }

    @Test
    void whatCannotBeShownAgainIsSaid() throws Exception {
        String journal = new Kept()
                .syns("203.0.113.66", 0, 23)
                .spared("203.0.113.66", 4, "a-rule-of-old", "listed in block.never")
                .in(folder)
                .toString();

        assertThat(run("capture-scenario", "203.0.113.66", "--journal", journal))
                .isEqualTo(Exit.FAILED);
        assertThat(run("capture-scenario", "203.0.113.99", "--journal", journal))
                .isEqualTo(Exit.FAILED);
        assertThat(run("capture-scenario", "2001:db8::/64", "--journal", journal))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString())
                .contains("these touches do not make a-rule-of-old tell of it again")
                .contains("no touch of 203.0.113.99 is kept");
    }

    private String write(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "capture-scenario";
        System.arraycopy(words, 0, all, 1, words.length);
        out = new StringWriter();
        assertThat(run(all)).as(() -> err + "\n" + out).isZero();
        return out.toString();
    }

    private boolean passes(String scenario) throws Exception {
        Path file = Files.writeString(folder.resolve("from-life.scenario"), scenario);
        out = new StringWriter();
        int code = run("test", file.toString());
        return code == 0 && out.toString().contains("1 passed, 0 failed");
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err, true)).execute(words);
    }
}
