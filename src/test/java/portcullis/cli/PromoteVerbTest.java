package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;

/** {@code promote} as an administrator meets it; the rule's way is in portcullis.watch.ShadowTest. */
class PromoteVerbTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve("knocks.drl"), """
                package portcullis.rules
                import portcullis.fact.*
                rule "a source that knocks"
                    @id( "knocks" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
                    @shadow
                when
                    $source : Source( told( "knocks" ) == false, ports( Mode.ATCP, 60 ) >= ${trigger.ports} )
                then
                    insert( new Alarm( $source.getAddress(), "knocks", "knocked" ) );
                end
                """);
    }

    @Test
    void theExampleInItsHelpRuns() throws Exception {
        keep("203.0.113.9", false);
        run("promote", "--help");
        Matcher example = Pattern.compile("Example: portcullis (.*)").matcher(out.toString());
        assertThat(example.find()).isTrue();
        List<String> words = new ArrayList<>(Arrays.asList(example.group(1).split(" ")));

        assertThat(promote(words)).isZero();
        assertThat(out.toString())
                .contains("1 source in the last 14 days", "would block  203.0.113.9     for 10m, first block (1 time,")
                .contains("nothing was changed; nobody speaks against it");
        assertThat(rule()).contains("@shadow");
    }

    @Test
    void whereTheGuardSparesSomebodyItRefusesUnlessItIsToldTo() throws Exception {
        keep("192.0.2.254", true);

        assertThat(promote(List.of("promote", "knocks"))).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("guarded      192.0.2.254", "refused: the guard would have had to spare 192.0.2.254");
        assertThat(rule()).contains("@shadow");
        assertThat(promote(List.of("promote", "knocks", "--anyway", "--json"))).isZero();
        assertThat(out.toString())
                .contains("\"event\":\"shadow\",\"source\":\"192.0.2.254\",\"would\":\"spare\",\"guarded\":true")
                .contains("\"result\":\"promoted\",\"guarded\":[\"192.0.2.254\"]");
        assertThat(rule()).doesNotContain("@shadow");
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThat(promote(List.of("promote", "knocks"))).isEqualTo(Exit.UNAVAILABLE);
        assertThat(err.toString()).contains("there is no journal");
        keep("203.0.113.9", false);
        assertThat(promote(List.of("promote", "knock"))).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString()).contains("no rule has the id knock");
        assertThat(promote(List.of("promote", "knocks", "--days", "0"))).isEqualTo(Exit.USAGE);
    }

    private String rule() throws IOException {
        return Files.readString(folder.resolve("rules/knocks.drl"));
    }

    private int promote(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(
                "--rules",
                folder.resolve("rules").toString(),
                "--journal",
                journal().toString()));
        return run(all.toArray(String[]::new));
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }

    private Path journal() {
        return folder.resolve("journal.db");
    }

    private void keep(String source, boolean isGuarded) throws JournalFailed {
        Address target = Address.of("192.0.2.1");
        Alarm.Proof proof = new Alarm.Proof(Mode.ATCP, Kind.SYN, target, List.of(1, 2), Evidence.FORGEABLE);
        long hourAgo = (Instant.now().getEpochSecond() - 3_600) * 1_000_000_000L;
        Alarm alarm = new Alarm(Address.of(source), "knocks", "knocked")
                .provenBy(hourAgo, proof)
                .asShadow();
        Verdict would = isGuarded
                ? new Verdict.Spare(alarm, "the host's gateway")
                : new Verdict.Block(alarm, Duration.ofMinutes(10), "first block");
        try (Store store = Store.open(journal())) {
            store.record(alarm);
            store.record(new Verdict.Shadow(alarm, would, isGuarded));
            store.finish();
            store.write(Duration.ZERO);
        }
    }
}
