package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Kind;

class ExplainVerbTest {
    private static final String SLOW_SCAN = "test-scenarios/captures/nmap-paranoid.pcap";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void anAlarmIsExplainedByTheFactsThatMatched() {
        assertThat(run("explain", "198.18.0.66", "--capture", SLOW_SCAN)).isZero();

        assertThat(out.toString())
                .contains(
                        "about 198.18.0.66",
                        "touched 3 doors, 3 times",
                        "syn to 198.18.0.10 tcp 111, as nmap writes it")
                .contains("would-run  nft add element inet portcullis banned4 { 198.18.0.66 timeout 600s }")
                .contains("because a source whose SYNs are nmap's is scanning with nmap")
                .contains("where  tools( Tool.NMAP, 3600 ) >= 3 was 3");
    }

    @Test
    void aSilenceIsExplainedByWhatWasMissingAndWhenItWouldHaveEnded() throws Exception {
        Path journal = new Kept()
                .by("trigger: { ports: 5, within: 1m }")
                .syns("203.0.113.9", 0, 23, 79, 81, 119)
                .in(folder);

        assertThat(run("explain", "203.0.113.9", "--journal", journal.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("what the watcher said and did\n  nothing\n")
                .contains("4 packets below every threshold")
                .containsPattern(
                        "silent   advanced-tcp +4 of 5 ports of mode atcp within 1m at .*; with 4 it would have fired then");
    }

    @Test
    void theDocumentShowsWhatIsPrinted() throws Exception {
        Matcher shown = Pattern.compile("```\n(about 203.*?) {2}\\.\\.\\.\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/explaining.md")));
        assertThat(shown.find()).isTrue();
        Path journal = new Kept()
                .by("trigger: { ports: 5, within: 1m }")
                .syns("203.0.113.9", 0, 23, 79, 81, 119)
                .in(folder);

        run("explain", "203.0.113.9", "--journal", journal.toString());

        assertThat(Kept.withoutDays(out.toString())).startsWith(Kept.withoutDays(shown.group(1)));
    }

    @Test
    void whoIsIgnoredLeavesATraceToo() {
        run("explain", "198.18.0.66", "--capture", SLOW_SCAN, "--set", "ignore=[198.18.0.0/24]");

        assertThat(out.toString())
                .contains("syn to 198.18.0.10 tcp 23")
                .contains("ignored as trusted: inside the trusted network 198.18.0.0/24");
    }

    @Test
    void whatIsGivenOnTheCommandLineGoesOverTheJournalsSettings() throws Exception {
        Path journal = new Kept()
                .by("trigger: { ports: 5 }")
                .syns("203.0.113.9", 0, 23, 79, 81)
                .in(folder);

        run("explain", "203.0.113.9", "--journal", journal.toString(), "--set", "trigger.ports=3", "--json");

        assertThat(out.toString())
                .contains("\"event\":\"touch\"", "\"kind\":\"syn\"", "\"served\":false")
                .containsPattern("\"told\":\\[\\{\"rule\":\"advanced-tcp\"")
                .contains("\"matched\":[{\"condition\":");
    }

    @Test
    void aHandshakeOnAHeldPortIsPlayedAgainAsOne() throws Exception {
        Path journal = new Kept()
                .by("modes: [tcp]\ntrigger: { ports: 1 }\nports: { tcp: \"23\" }")
                .touch("203.0.113.9", 0, Kind.CONNECT, 23, false)
                .in(folder);

        run("explain", "203.0.113.9", "--journal", journal.toString());

        assertThat(out.toString()).contains("alarm    connect-tcp").contains("1 connect");
    }

    @Test
    void anUnknownSourceANetworkAndAMissingJournalAreSaidPlainly() throws Exception {
        String journal = new Kept().syns("203.0.113.9", 0, 23).in(folder).toString();

        assertThat(run("explain", "203.0.113.10", "--journal", journal)).isEqualTo(Exit.FAILED);
        assertThat(run("explain", "2001:db8:1:2::/64", "--journal", journal)).isEqualTo(Exit.USAGE);
        assertThat(run("explain", "nobody", "--journal", journal)).isEqualTo(Exit.USAGE);
        assertThat(run("explain", "203.0.113.9", "--journal", journal, "--since", "soon"))
                .isEqualTo(Exit.USAGE);
        assertThat(run("explain", "203.0.113.9", "--journal", folder + "/none.db"))
                .isEqualTo(Exit.UNAVAILABLE);
        Path text = Files.writeString(folder.resolve("notes.db"), "hello, I am no journal at all, nor was I ever one");
        assertThat(run("explain", "203.0.113.9", "--journal", text.toString())).isEqualTo(Exit.UNAVAILABLE);

        assertThat(err.toString())
                .contains("nothing is known of 203.0.113.10 in the journal")
                .contains("2001:db8:1:2::/64 is a whole network; only single addresses are explained")
                .contains("nobody is no address")
                .contains("\"soon\" is no span")
                .contains("there is no journal");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err, true)).execute(words);
    }
}
