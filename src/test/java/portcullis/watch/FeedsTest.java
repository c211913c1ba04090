package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.journal.MemoryJournal;
import portcullis.journal.Store;
import portcullis.respond.Policies;
import portcullis.respond.Rehearsal;
import portcullis.respond.Responders;

/** Logs that grow beside a line: the shipped rules, a real journal, and the test's own thread for everything. */
@Timeout(120)
class FeedsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LineClock clock = new LineClock();
    private Path auth;
    private Path eve;
    private Settings settings;
    private Store store;
    private Detector detector;
    private MemoryJournal journal;
    private Feeds feeds;
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private boolean later;
    private long now;

    @BeforeEach
    void begin() throws Exception {
        auth = Files.createFile(folder.resolve("auth.log"));
        eve = folder.resolve("eve.json");
        settings = new SettingsReader()
                .assignment("feeds.logins=[" + auth + "]")
                .assignment("feeds.alerts=[" + eve + "]")
                .assignment("responders=[only-say-so]")
                .assignment("logins.failures=3")
                .settings();
        store = Store.open(folder.resolve("journal.db"));
        wire();
    }

    private void wire() throws Exception {
        RuleBase rules = RuleBase.of(
                RuleBase.rendered(Path.of("rules"), settings.literals()), Optional.of(Path.of("target/cache")));
        Wiring wiring = new Wiring(settings);
        Host host = new Host(List.of(Network.parse("192.0.2.1").orElseThrow()), List.of(), List.of(), List.of());
        detector = new Detector(rules, settings.facts(), new Surroundings(host, wiring.heldTcp(), 0), wiring.memory());
        detector.recall(store.knownLogins(10));
        Policies folderOfPolicies = new Policies(
                Path.of("policies"),
                settings.options(),
                Optional.of(Path.of("target/cache")),
                java.time.Duration.ofSeconds(20));
        Responders responders = Responders.load(folderOfPolicies, List.of("only-say-so"), threads);
        journal = new MemoryJournal();
        Pipeline pipeline = new Pipeline(
                detector,
                wiring.judge(host.watched(), responders),
                responders,
                wiring.names(),
                new Rehearsal(),
                journal);
        feeds = new Feeds(pipeline, detector, store, clock, Runnable::run, this::errand);
    }

    private void errand(Runnable task) {
        if (later) errands.add(task);
        else task.run();
    }

    @AfterEach
    void end() {
        detector.close();
        store.close();
        threads.shutdownNow();
    }

    private List<String> alarms() {
        now += SECOND;
        feeds.pass(now, settings);
        return journal.entries().stream()
                .filter(Alarm.class::isInstance)
                .map(entry -> ((Alarm) entry).source() + " " + ((Alarm) entry).rule())
                .toList();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void whatLogsTellOfRaisesAlarms() throws Exception {
        assertThat(alarms()).isEmpty();
        assertThat(feeds.status())
                .containsEntry(auth.toString(), "told of 0, not understood 0")
                .hasEntrySatisfying(eve.toString(), text -> assertThat(text).startsWith("cannot be followed"));

        for (int i = 0; i < 3; i++)
            write(auth, Instant.now() + " gate sshd[7]: Failed password for root from 203.0.113.9 port 1 ssh2");
        write(auth, "what is that?");
        write(
                eve,
                "{\"timestamp\":\"" + Instant.now()
                        + "\",\"event_type\":\"alert\",\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"203.0.113.10\","
                        + "\"alert\":{\"signature_id\":1,\"severity\":1,\"signature\":\"answer\"}}");

        assertThat(alarms()).containsExactly("203.0.113.9 login-guessing", "203.0.113.10 foreign-alert-grave");
        assertThat(feeds.status())
                .isEqualTo(Map.of(
                        auth.toString(), "told of 3, not understood 1", eve.toString(), "told of 1, not understood 0"));
        assertThat(feeds.bad()).isEqualTo(1);
    }

    @Test
    void fromWhereUsersLogInIsRememberedOverARestart() throws Exception {
        String login = Instant.now() + " gate sshd[7]: Accepted password for alice from 203.0.113.9 port 1 ssh2";
        alarms();
        write(auth, login);
        assertThat(alarms()).containsExactly("203.0.113.9 login-new-network");

        detector.close();
        wire(); // as at the next start
        alarms();
        write(auth, login.replace("113.9 ", "113.99 "));

        assertThat(alarms()).isEmpty();
    }

    @Test
    void aFileOfOldLinesInThePlaceOfTheOneThatIsFollowedIsCountedOnly() throws Exception {
        alarms();
        Path other = folder.resolve("auth.log.new"); // as sed -i and editors do it
        for (int i = 0; i < 3; i++)
            write(
                    other,
                    Instant.now().minusSeconds(3_600)
                            + " gate sshd[7]: Failed password for root from 203.0.113.9 port 1 ssh2");
        Files.move(other, auth, StandardCopyOption.REPLACE_EXISTING);

        assertThat(alarms()).isEmpty();
        assertThat(feeds.status()).containsEntry(auth.toString(), "told of 3, not understood 0, too old 3");
    }

    @Test
    void theLineHearsManyNewsInSeveralErrands() throws Exception {
        alarms();
        for (int i = 0; i < 1_000; i++)
            write(auth, Instant.now() + " gate sshd[7]: Failed password for root from 203.0.113.9 port 1 ssh2");
        errands.clear();
        later = true;

        feeds.pass(now += SECOND, settings);
        int ran = 0;
        for (; !errands.isEmpty(); ran++) errands.remove().run();

        assertThat(ran).isEqualTo(5);
        assertThat(alarms()).containsExactly("203.0.113.9 login-guessing");
    }
}
