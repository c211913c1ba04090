package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;
import portcullis.journal.JournalFailed;
import portcullis.journal.Store;
import portcullis.mail.Letter;
import portcullis.mail.MailFailed;
import portcullis.mail.PostOffice;

/** When a digest goes out and what it tells of. Whoever lends a thread lends the test's own, so that all is done when it has passed. */
@Timeout(60)
class DigestingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long NOON = Instant.parse("2026-03-04T12:00:00Z").getEpochSecond() * SECOND;

    @TempDir
    private Path folder;

    private final List<Letter> letters = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private Store store;
    private Digesting digesting;

    @BeforeEach
    void begin() throws JournalFailed {
        store = Store.open(folder.resolve("journal.db"));
        digesting = new Digesting(store, this::carry, ZoneOffset.UTC, Runnable::run);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void carry(Letter letter, Settings settings) throws MailFailed {
        if (refusal.isPresent()) throw new MailFailed(refusal.get(), null);
        letters.add(letter);
    }

    /** As after a crash: nothing is left but the file. */
    private void restart() throws JournalFailed {
        store.close();
        begin();
    }

    private void alarms(String source, int number, long at) throws JournalFailed {
        for (int i = 0; i < number; i++) {
            Alarm.Proof proof =
                    new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(22, 23), Evidence.FORGEABLE);
            Alarm alarm = new Alarm(Address.of(source), "advanced-tcp", "touched 2 ports").provenBy(at, proof);
            store.record(alarm);
            store.record(new Verdict.Spare(alarm, "report only, by block.tcp"));
        }
        store.finish(); // lets the writer end when it is done
        store.write(Duration.ofMillis(1));
        restart();
    }

    private static Settings settings(String... words) throws Refused {
        SettingsReader reader = new SettingsReader();
        for (String word : words) reader.assignment(word);
        return reader.settings();
    }

    @Test
    void goesOutAtItsTimeOfDayAndTellsEverythingOnce() throws Exception {
        Settings daily = settings("digest.every=1d");
        digesting.pass(NOON, daily);
        alarms("203.0.113.1", 2, NOON + MINUTE);

        digesting.pass(NOON + 18 * HOUR, daily);
        assertThat(letters).isEmpty();
        digesting.pass(NOON + 19 * HOUR, daily); // 07:00
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).contains("2 alarms about 1 source");
            assertThat(letter.text()).contains("203.0.113.1", "2 x report only, by block.tcp");
        });

        alarms("203.0.113.2", 1, NOON + 19 * HOUR - SECOND); // written late, with an earlier time
        digesting.pass(NOON + 43 * HOUR, daily);
        assertThat(letters).hasSize(2);
        assertThat(letters.get(1).text()).contains("203.0.113.2").doesNotContain("203.0.113.1");
        digesting.pass(NOON + 67 * HOUR, daily);
        assertThat(letters).as("nothing happened, nothing is mailed").hasSize(2);
    }

    @Test
    void whatIsWrittenInTheMomentOfADigestStandsInTheNext() throws Exception {
        Settings hourly = settings("digest.every=1h");
        digesting.pass(NOON, hourly);
        store.note(NOON + MINUTE, Optional.empty(), "root", "the first");
        digesting.pass(NOON + HOUR, hourly);
        store.note(NOON + HOUR, Optional.empty(), "root", "the second"); // the clock has not gone on
        store.count(NOON + HOUR, Map.of("entries of logs not understood", 7L));
        restart();
        digesting.pass(NOON + 2 * HOUR, hourly);

        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).text()).contains("the first").doesNotContain("the second");
        assertThat(letters.get(1).text())
                .contains("the second", "7", "entries of logs not understood")
                .doesNotContain("the first");
    }

    @Test
    void numbersBeginNotAnewWhereEverythingOldIsDeleted() throws Exception {
        Settings hourly = settings("digest.every=1h");
        digesting.pass(NOON, hourly);
        for (int i = 0; i < 3; i++) store.note(NOON + MINUTE, Optional.empty(), "root", "old");
        digesting.pass(NOON + HOUR, hourly);
        store.forgetBefore(NOON + HOUR);
        restart();
        store.note(NOON + HOUR + MINUTE, Optional.empty(), "root", "young");
        digesting.pass(NOON + 2 * HOUR, hourly);

        assertThat(letters).hasSize(2);
        assertThat(letters.get(1).text()).contains("young");
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() throws Exception {
        Settings hourly = settings("digest.every=1h");
        digesting.pass(NOON + 1_000 * HOUR, hourly);
        restart(); // only then does the line read the clock again
        alarms("203.0.113.1", 1, NOON);

        digesting.pass(NOON + SECOND, hourly);
        digesting.pass(NOON + MINUTE, hourly);

        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).contains("203.0.113.1"));
    }

    @Test
    void goesOutAtOnceWhenEnoughHasHappenedButNotTooOften() throws Exception {
        Settings eager = settings("digest.when=3", "digest.gap=15m");
        digesting.pass(NOON, eager);
        alarms("203.0.113.1", 2, NOON + MINUTE);
        digesting.pass(NOON + 20 * MINUTE, eager);
        assertThat(letters).isEmpty();

        alarms("203.0.113.2", 1, NOON + 2 * MINUTE);
        digesting.pass(NOON + 21 * MINUTE, eager);
        assertThat(letters).hasSize(1);

        alarms("203.0.113.3", 500, NOON + 22 * MINUTE);
        digesting.pass(NOON + 23 * MINUTE, eager);
        assertThat(letters).as("within the gap").hasSize(1);
        digesting.pass(NOON + 37 * MINUTE, eager);
        assertThat(letters).hasSize(2);
        assertThat(letters.get(1).text()).contains("500 alarms about 1 source");
    }

    @Test
    void whatCouldNotBeMailedIsTriedAgainLessAndLessOftenAndAfterARestart() throws Exception {
        Settings hourly = settings("digest.every=1h");
        digesting.pass(NOON, hourly);
        alarms("203.0.113.1", 1, NOON + MINUTE);
        refusal = Optional.of("mail.example.org:587 does not answer");

        digesting.pass(NOON + HOUR, hourly);
        String waits = digesting.status(NOON + HOUR, hourly).get("digest");
        digesting.pass(NOON + HOUR + 30 * SECOND, hourly);
        assertThat(digesting.status(NOON + HOUR, hourly).get("digest"))
                .isEqualTo(waits)
                .isEqualTo("not mailed, 1 times tried, again in 60 s: mail.example.org:587 does not answer");
        digesting.pass(NOON + HOUR + MINUTE, hourly);
        assertThat(digesting.status(NOON + HOUR + MINUTE, hourly).get("digest"))
                .contains("2 times tried, again in 120 s");

        alarms("203.0.113.2", 1, NOON + HOUR + 2 * MINUTE); // restarts, too
        refusal = Optional.empty();
        digesting.pass(NOON + HOUR + 3 * MINUTE, hourly);
        digesting.pass(NOON + 2 * HOUR + 3 * MINUTE, hourly);

        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).text()).contains("203.0.113.1").doesNotContain("203.0.113.2");
        assertThat(letters.get(1).text()).contains("203.0.113.2").doesNotContain("203.0.113.1");
        assertThat(digesting.status(NOON + 3 * HOUR, hourly).get("digest")).startsWith("told of everything up to");
    }

    @Test
    void aServerThatWasDownGetsTheLetterWhenItIsUp() throws Exception {
        Digesting real = new Digesting(store, Mailing::send, ZoneOffset.UTC, Runnable::run);
        PostOffice office = PostOffice.open(0);
        Settings hourly = office.settings("digest.every=1h", "smtp.security=none", "mail.to=admin@example.org");
        int port = office.port();
        office.close();
        real.pass(NOON, hourly);
        alarms("203.0.113.1", 1, NOON + MINUTE);
        real = new Digesting(store, Mailing::send, ZoneOffset.UTC, Runnable::run);

        real.pass(NOON + HOUR, hourly);
        assertThat(real.status(NOON + HOUR, hourly).get("digest")).contains("not mailed", "localhost:" + port);

        try (PostOffice again = PostOffice.open(port)) {
            real.pass(NOON + HOUR + 2 * MINUTE, hourly);
            assertThat(again.mails()).singleElement().asString().contains("203.0.113.1");
        }
    }

    @Test
    void aProgramTakesItWhereNoServerIsNamed() throws Exception {
        Path taken = folder.resolve("taken");
        Path program = Files.writeString(
                folder.resolve("sendmail"), "#!/bin/sh\necho \"$@\" >" + taken + "\ncat >>" + taken + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        Mailing.send(new Letter("1", "subject", "text\n", NOON), settings("mail.program=" + program));

        assertThat(Files.readString(taken))
                .startsWith("-i -t\n")
                .contains("To: root\n", "Subject: subject\n", "\n\ntext\n");
    }
}
