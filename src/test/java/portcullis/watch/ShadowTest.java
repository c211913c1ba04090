package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.config.SettingsReader;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;
import portcullis.journal.HistoryLine;
import portcullis.journal.Shadowed;
import portcullis.journal.Store;
import portcullis.scenario.Rehearsal;
import portcullis.scenario.Scenario;

/** A rule on probation, from its first alarm to its promotion. */
class ShadowTest {
    private static final long DAY = 86_400_000_000_000L;

    @TempDir
    private Path folder;

    private Book book;

    @BeforeEach
    void write() throws IOException {
        book = new Book(folder);
        book.shadow("knocks", "ports( Mode.ATCP, 60 ) >= 2");
    }

    @Test
    void itTellsWhatTheGuardWouldDoAndNothingIsDone() throws Exception {
        Path scenario = Files.writeString(folder.resolve("a.scenario"), """
                # the rule on probation is not believed yet, and the other is not disturbed
                modes: [atcp]
                trigger: 3
                block: { gateways: [192.0.2.254] }
                responders: [only-say-so]
                0s  203.0.113.9 > 192.0.2.1  tcp S  1 2
                1s  192.0.2.254 > 192.0.2.1  tcp S  1 2
                2s  203.0.113.9 > 192.0.2.1  tcp S  3
                expect
                0s  shadow       203.0.113.9  knocks  1 2
                0s  would block  203.0.113.9  10m
                1s  shadow       192.0.2.254  knocks  1 2
                1s  would spare  192.0.2.254  the host's gateway
                2s  alarm        203.0.113.9  many  1 2 3
                2s  block        203.0.113.9  10m  only-say-so
                2s  effect       say would block 203.0.113.9 for 600 s: too many
                """);
        try (Rehearsals rehearsals = new Rehearsals(book.rules, book.policies, Optional.empty())) {
            Rehearsal.Result result = Rehearsal.play(Scenario.read(scenario), rehearsals);

            assertThat(result.problems()).isEmpty();
            assertThat(result.difference()).isEmpty();
        }
    }

    @Test
    void theJournalKeepsWhatItWouldHaveDone() throws Exception {
        keep(shadow("203.0.113.9", 2, false), shadow("203.0.113.9", 1, false), shadow("192.0.2.254", 1, true));
        keep(shadow("198.51.100.1", 30, false));

        try (Promotion promotion = promotion()) {
            assertThat(promotion.would())
                    .extracting(each -> each.source() + " " + each.decision() + " " + each.times() + " " + each.why())
                    .containsExactlyInAnyOrder(
                            "203.0.113.9 block 2 first block", "192.0.2.254 guard 1 the host's gateway");
            assertThat(promotion.guarded()).extracting(Shadowed::source).containsExactly(Address.of("192.0.2.254"));
        }
        try (Store store = Store.open(journal())) {
            assertThat(store.history(Address.of("192.0.2.254"), 10))
                    .extracting(HistoryLine::what)
                    .containsExactly("shadow", "would guard");
        }
    }

    @Test
    void aPromotionTakesTheMarkAwayAndIsKept() throws Exception {
        Path file = book.rules.resolve("knocks.drl");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        String before = Files.readString(file);
        keep(shadow("192.0.2.254", 1, true));

        try (Promotion promotion = promotion()) {
            promotion.carryOut("root");
        }

        assertThat(Files.readString(file)).isEqualTo(before.replace("    @shadow\n", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(book.rules)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("counts.drl", "many.drl", "knocks.drl");
        }
        try (Store store = Store.open(journal())) {
            assertThat(store.history(Address.of("192.0.2.254"), 10))
                    .filteredOn(line -> line.what().equals("note"))
                    .extracting(line -> line.who() + ": " + line.text())
                    .containsExactly(
                            "root: knocks is promoted anyway, which would have had this source blocked: the host's gateway");
        }
        assertThat(catchThrowableOfType(Refused.class, this::promotion)).hasMessageContaining("is not on probation");
    }

    @Test
    void onlyTheMarkOfThisRuleGoes() {
        String other = "rule \"b\"\n    @id( \"b\" ) @shadow @why( \"w\" )\nwhen\n";
        String text = "// @shadow is explained here\n" + other
                + "rule \"a\"\r\n  @shadow() // until May\r\n  @id( \"a\" )\r\nwhen\n";

        assertThat(Promotion.promoted(text, 5))
                .isEqualTo("// @shadow is explained here\n" + other + "rule \"a\"\r\n  @id( \"a\" )\r\nwhen\n");
        assertThat(Promotion.promoted(text, 2)).contains("    @id( \"b\" ) @why( \"w\" )\n", "until May");
    }

    private Promotion promotion() throws Exception {
        Map<String, String> literals =
                new SettingsReader().file(book.settings).settings().literals();
        return Promotion.of(book.rules, literals, journal(), "knocks", Duration.ofDays(7));
    }

    private Path journal() {
        return folder.resolve("journal.db");
    }

    private void keep(Verdict.Shadow... verdicts) throws Exception {
        try (Store store = Store.open(journal())) {
            for (Verdict.Shadow verdict : verdicts)
                for (Entry entry : List.of(verdict.because(), verdict)) store.record(entry);
            store.finish();
            store.write(Duration.ZERO);
        }
    }

    private static Verdict.Shadow shadow(String source, int daysAgo, boolean isGuarded) {
        Address target = Address.of("192.0.2.1");
        Alarm.Proof proof = new Alarm.Proof(Mode.ATCP, Kind.SYN, target, List.of(1, 2), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(Address.of(source), "knocks", "knocked")
                .provenBy(new LineClock().now() - daysAgo * DAY, proof)
                .asShadow();
        Verdict would = isGuarded
                ? new Verdict.Spare(alarm, "the host's gateway")
                : new Verdict.Block(alarm, Duration.ofMinutes(10), "first block");
        return new Verdict.Shadow(alarm, would, isGuarded);
    }
}
