package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Problem;
import portcullis.fact.Refused;

/** What a reload says and does, without a host. */
class ReloadingTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LineClock clock = new LineClock();
    private final Recent recent = new Recent();
    private final List<Rulebook> followed = new ArrayList<>();
    private final List<Problem> failing = new ArrayList<>();
    private Book book;
    private Reloading reloading;

    @BeforeEach
    void begin() throws IOException, Refused {
        book = new Book(folder);
        Plan plan = book.plan(timeUp -> new Trial.Result(2, 2, failing));
        Rulebook first = Rulebook.read(plan, threads);
        followed.add(first);
        reloading = new Reloading(plan, threads, clock, new Notify(Map.of()), first, new Here());
    }

    @AfterEach
    void end() {
        followed.get(followed.size() - 1).responders().close();
        threads.shutdownNow();
    }

    private final class Here implements Reloading.Line {
        @Override
        public <T> T ask(Supplier<T> question) {
            return question.get();
        }

        @Override
        public Reloading.Situation situation() {
            Network host = Network.of(Address.of("192.0.2.1"));
            return new Reloading.Situation(new Host(List.of(host), List.of(), List.of(), List.of()), recent.copy());
        }

        @Override
        public void follow(Rulebook next) {
            followed.add(next);
        }
    }

    private String reload() throws Refused {
        return reloading.reload().stream().map(row -> String.join(" ", row)).collect(Collectors.joining("\n"));
    }

    private String status() {
        return reloading.status().stream().map(row -> String.join(" ", row)).collect(Collectors.joining("\n"));
    }

    @Test
    void itSaysWhatHasChangedInSettingsRulesAndResponders() throws Exception {
        book.settings("trigger: {ports: 5}\nquiet: 1m");
        book.alarm("few", "ports( Mode.ATCP, 60 ) >= 2");
        Files.writeString(
                book.policies.resolve("only-say-so.groovy"), "\n// ours\n", java.nio.file.StandardOpenOption.APPEND);

        assertThat(reload()).isEqualTo("""
                settings trigger.ports 3 -> 5
                settings quiet 10m -> 1m
                rules few added
                responders only-say-so changed
                scenarios 2 scenarios passed
                reload settings, rules and responders are in force""");
        book.alarm("few", "ports( Mode.ATCP, 60 ) >= 3");
        Files.delete(book.rules.resolve("many.drl"));
        assertThat(reload()).contains("rules few changed\nrules many removed");
        book.rule("counts.drl", "// in other words\n" + Book.COUNTS);
        assertThat(reload()).contains("rules counts.drl changed, none of its rules");
        assertThat(followed).hasSize(4);
        assertThat(status()).startsWith("reload in force since 2");
    }

    @Test
    void aBrokenFileLeavesTheOldInForceAndIsTold() throws Exception {
        book.alarm("many", "prts( Mode.ATCP, 60 ) >= 2");

        assertThat(catchThrowableOfType(Refused.class, this::reload)).hasMessageContaining("many.drl");
        assertThat(followed).hasSize(1);
        assertThat(status()).contains("refused at", "stay in force", "rules/many.drl:7:", "prts");
        book.alarm("many", "ports( Mode.ATCP, 60 ) >= 2");
        assertThat(reload()).contains("rules many changed");
        assertThat(status()).doesNotContain("refused");
    }

    @Test
    void aScenarioThatFailsRefusesOtherRulesAndNotOtherSettings() throws Exception {
        failing.add(new Problem("a-sweep.scenario", 0, 0, "this scenario fails", ""));
        book.settings("trigger: {ports: 4}");
        assertThat(reload()).contains("trigger.ports 3 -> 4");
        book.alarm("many", "ports( Mode.ATCP, 60 ) >= 2");

        assertThat(catchThrowableOfType(Refused.class, this::reload)).hasMessageContaining("a-sweep.scenario");
        assertThat(status()).contains("a-sweep.scenario");
        assertThat(followed).hasSize(2);
    }

    @Test
    void whoWouldBeAlarmedDifferentlyIsNamed() throws Exception {
        long now = clock.now();
        for (int port = 1; port <= 4; port++) recent.add(Probing.syn(now - 30 * SECOND, "203.0.113.9", port));
        for (int port = 1; port <= 3; port++) recent.add(Probing.syn(now - 20 * SECOND, "203.0.113.10", port));
        for (int port = 1; port <= 9; port++) recent.add(Probing.syn(now - 3_600 * SECOND, "203.0.113.11", port));
        book.settings("trigger: {ports: 4}");
        book.alarm("two", "ports( Mode.ATCP, 60 ) >= 4");

        assertThat(reload()).contains("""
                recent 7 packets of the last 10m: 2 differences
                recent 203.0.113.9 would be alarmed by two
                recent 203.0.113.10 would no longer be alarmed by many
                """);
        book.settings("trigger: {ports: 4}\nquiet: 1m");
        assertThat(reload()).contains("recent 7 packets of the last 10m: the same alarms");
        book.settings("trigger: {ports: 2}\nreload: {recent: 0s}");
        assertThat(reload()).doesNotContain("recent 7");
    }

    @Test
    void aListOfIgnoredNetworksIsLookedAtAsWell() throws Exception {
        Path ignored = Files.writeString(folder.resolve("ignored"), "198.51.100.0/24\n");
        book.settings("trigger: {ports: 3}\nignore-file: ignored");
        reload();
        reloading.look();
        reloading.look();
        assertThat(followed).hasSize(2);
        Files.writeString(ignored, "198.51.100.0/24\n203.0.113.0/24\n");
        reloading.look();
        reloading.look();

        assertThat(followed).hasSize(3);
    }

    @Test
    void whatIsChangedIsTakenUpOnceItIsLeftAlone() throws Exception {
        reloading.look();
        book.alarm("many", "ports( Mode.ATCP, 60 ) >= 2");
        reloading.look();
        book.alarm("many", "ports( Mode.ATCP, 60 ) >= 4");
        reloading.look();
        assertThat(followed).hasSize(1);
        reloading.look();
        reloading.look();
        assertThat(followed).hasSize(2);
        book.settings("trigger: {prts: 4}");
        reloading.look();
        reloading.look();
        assertThat(status()).contains("refused", "prts");
        book.settings("trigger: {ports: 4}");
        reload();
        reloading.look();
        reloading.look();
        assertThat(followed).hasSize(3);
    }
}
