package portcullis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

class StoreTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasRecordedIsThereAfterAReopening() throws Exception {
        Verdict.Block block = block("203.0.113.9", 1_000, 10);
        try (Writing writing = new Writing(file())) {
            tell(writing.store, block);
        }

        try (Store store = Store.open(file())) {
            assertThat(store.ledger()).singleElement().isEqualTo(new Remembered(block, 1, false, true, true));
            assertThat(store.history(block.source(), 10))
                    .extracting(HistoryLine::what)
                    .containsExactly("alarm", "block", "done");
        }
    }

    @Test
    void whatIsTooOldOrTooMuchIsForgottenAndWhatIsInForceStays() throws Exception {
        try (Writing writing = new Writing(file())) {
            tell(writing.store, block("198.51.100.1", 1_000, 10_000_000));
            for (int i = 0; i < 5_000; i++) {
                Verdict.Block block = block("203.0." + i / 250 + "." + i % 250, 2_000L + i, 1);
                tell(writing.store, block);
                writing.store.record(new Verdict.Release(block, 2_001L + i, "over"));
            }
        }

        try (Store store = Store.open(file())) {
            long before = Files.size(file());
            assertThat(store.retain(0, 10L * before)).isZero();
            assertThat(store.retain(0, before / 2)).isPositive();
            assertThat(store.history(Address.of("203.0.19.249"), 10)).isNotEmpty();
            assertThat(store.history(Address.of("203.0.0.0"), 10)).isEmpty();
            assertThat(store.retain(9_000_000L * 1_000_000_000L, before)).isPositive();
            assertThat(store.ledger())
                    .extracting(each -> each.block().source().toString())
                    .containsExactly("198.51.100.1");
        }
    }

    @Test
    void aReleasedBlockIsRememberedForEscalationOnly() throws Exception {
        Verdict.Block first = block("203.0.113.9", 1_000, 10);
        Verdict.Block second = block("203.0.113.9", 99_000, 60);
        try (Writing writing = new Writing(file())) {
            tell(writing.store, first);
            writing.store.record(new Verdict.Release(first, 11_000, "over"));
            tell(writing.store, second);
            writing.store.record(new Verdict.Release(second, 160_000, "over"));
        }

        try (Store store = Store.open(file())) {
            assertThat(store.ledger()).singleElement().isEqualTo(new Remembered(second, 2, true, true, true));
        }
    }

    @Test
    void whatIsCommittedOutlivesAKill() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process writer = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committed.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .start();
        int said = writer.getInputStream().read(); // one byte, once the store says that it has written
        writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        assertThat(said).isEqualTo('w');
        try (Store store = Store.open(file())) {
            assertThat(store.ledger()).hasSize(1);
        }
    }

    /** Runs as a process of its own, to be killed. */
    static final class Committed {
        public static void main(String[] words) throws Exception {
            Store store = Store.open(Path.of(words[0]));
            Thread thread = new Thread(() -> store.write(Duration.ofMillis(10)));
            thread.start();
            tell(store, block("203.0.113.9", 1_000, 10));
            while (store.health().written() < 3) Thread.onSpinWait();
            System.out.print('w');
            System.out.flush();
            thread.join();
        }
    }

    @Test
    void aFullDiskLosesNothingThatFindsRoomInMemory() throws Exception {
        try (Writing writing = new Writing(file())) {
            writing.limitTo(1); // pages: as a full disk would, SQLite refuses to grow the file
            for (int i = 0; i < 400; i++) tell(writing.store, block("198.51.100." + i % 200, 1_000 + i, 10));
            while (writing.store.health().trouble().isEmpty()) Thread.onSpinWait();
            assertThat(writing.store.health().trouble().get()).containsIgnoringCase("full");
            writing.limitTo(1_000_000);
        }

        try (Store store = Store.open(file())) {
            assertThat(store.ledger())
                    .hasSize(200)
                    .allSatisfy(remembered -> assertThat(remembered.times()).isEqualTo(2));
        }
    }

    @Test
    void whatComesOfABlockAfterTheDiskWasFullDoesNotCountItTwice() throws Exception {
        Verdict.Block block = block("203.0.113.9", 1_000, 10);
        List<Entry> later = new ArrayList<>(
                List.of(new Outcome(block, "drop-with-nftables", new Effect.Say("done"), Outcome.State.DONE, "")));
        for (int i = 0; i < 400; i++) later.add(block("198.51.100." + i % 200, 2_000 + i, 10));
        try (Connection connection = Schema.open(file());
                Statement statement = connection.createStatement()) {
            StoreWriter writer = new StoreWriter(connection, 0);
            writer.write(List.of(block.because(), block));
            statement.execute("PRAGMA max_page_count = 1");
            assertThatThrownBy(() -> writer.write(later)).hasMessageContaining("full");
            statement.execute("PRAGMA max_page_count = 1000000");
            writer.write(later);
        }

        try (Store store = Store.open(file())) {
            assertThat(store.ledger())
                    .filteredOn(one -> one.block().source().equals(block.source()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.times()).isEqualTo(1))
                    .satisfies(one -> assertThat(one.isDone()).isTrue());
        }
    }

    @Test
    void oldEntriesAreForgottenAndBlocksInForceAreNot() throws Exception {
        Verdict.Block old = block("203.0.113.9", 1_000, 10);
        Verdict.Block inForce = block("203.0.113.10", 2_000, 1_000_000);
        try (Writing writing = new Writing(file())) {
            tell(writing.store, old);
            tell(writing.store, inForce);
        }

        try (Store store = Store.open(file())) {
            store.forgetBefore(500_000L * 1_000_000_000L);

            assertThat(store.ledger())
                    .extracting(remembered -> remembered.block().source())
                    .containsExactly(inForce.source());
            assertThat(store.history(old.source(), 10)).isEmpty();
        }
    }

    @Test
    void whatASourceProbedIsSummedUpAndForgottenInItsTime() throws Exception {
        Address source = Address.of("203.0.113.9");
        try (Store store = Store.open(file())) {
            store.sighted(List.of(new Digest(source, 1_000_000_000L, 2_000_000_000L, 5, 0, List.of(22, 23))));
            store.sighted(List.of(new Digest(source, 3_000_000_000L, 4_000_000_000L, 7, 6, List.of(80))));
        }

        try (Store store = Store.open(file())) {
            assertThat(store.history(source, 10))
                    .containsExactly(new HistoryLine(
                            4_000_000_000L,
                            "seen",
                            "",
                            "12 probes in all, 6 of them while blocked; its latest ports: 80"));
            store.forgetBefore(4_000_000_001L);
            assertThat(store.history(source, 10)).isEmpty();
        }
    }

    @Test
    void whatAdministratorsDidIsKeptWhomeverItConcerned() throws Exception {
        try (Store store = Store.open(file())) {
            store.note(1, Optional.empty(), "root", "a-rule is promoted");
            store.note(2, Optional.of(Address.of("203.0.113.9")), "root", "would have been blocked");

            assertThat(store.notes(10))
                    .containsExactly(
                            new HistoryLine(1, "note", "root", "a-rule is promoted"),
                            new HistoryLine(2, "note", "root", "would have been blocked: 203.0.113.9"));
        }
    }

    @Test
    void aMillionSourcesDoNotOutgrowTheFile() throws Exception {
        try (Store store = Store.open(file())) {
            for (int batch = 0; batch < 20; batch++) {
                List<Digest> digests = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    int number = batch * 2_000 + i;
                    digests.add(new Digest(Address.ofIpv4(number), number, number, 1, 0, List.of(23)));
                }
                store.sighted(digests);
            }

            store.retain(0, 1 << 20);

            assertThat(store.history(Address.ofIpv4(0), 1)).isEmpty();
            assertThat(store.history(Address.ofIpv4(39_999), 1)).hasSize(1);
        }
    }

    @Test
    void aStoreOfTheFirstVersionIsCopiedAndUpgradedWithAllThatAKilledWatcherLeft() throws Exception {
        Verdict.Block block = block("203.0.113.9", 1_000, 10);
        try (Writing writing = new Writing(file())) {
            tell(writing.store, block);
        }
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = old.createStatement()) {
            statement.executeUpdate(
                    "DROP TABLE source; DROP TABLE touch; DROP TABLE settings; DROP TABLE guarded; DROP TABLE note; DROP TABLE counted; DROP TABLE mailed; DROP TABLE known_login; DROP INDEX verdict_alarm; PRAGMA user_version = 1");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.executeUpdate("UPDATE ledger SET times = 7"); // stands in the write-ahead log only

            try (Store store = Store.open(file())) {
                assertThat(store.ledger()).extracting(Remembered::times).containsExactly(7);
                store.sighted(List.of(new Digest(block.source(), 1, 1, 1, 0, List.of())));
            }
        }

        Path copy = file().resolveSibling("journal.db.v1");
        try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = kept.createStatement();
                var row = statement.executeQuery("SELECT times FROM ledger")) {
            assertThat(row.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void theEndOfABlockThatTheClockMadeBeginEarlierIsRemembered() throws Exception {
        try (Writing writing = new Writing(file())) {
            tell(writing.store, block("203.0.113.9", 2_000, 10));
        }
        try (Writing writing = new Writing(file())) {
            Verdict.Block begun =
                    writing.store.ledger().get(0).asOf(1_000L * 1_000_000_000L).block();
            writing.store.record(new Verdict.Release(begun, 1_010L * 1_000_000_000L, "over"));
        }

        try (Store store = Store.open(file())) {
            assertThat(store.ledger()).extracting(Remembered::isReleased).containsExactly(true);
        }
    }

    @Test
    void aStoreOfALaterVersionIsRefused() throws JournalFailed, SQLException {
        Store.open(file()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> Store.open(file()))
                .isInstanceOf(JournalFailed.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void whatIsNoStoreIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(
                file(),
                "this was somebody's shopping list, and it is long enough to be mistaken for a header ".repeat(20));

        assertThatThrownBy(() -> Store.open(file()))
                .isInstanceOf(JournalFailed.class)
                .hasMessageContaining("not a database");
        assertThat(Files.readString(file())).startsWith("this was");
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    private static void tell(Store store, Verdict.Block block) {
        store.record(block.because());
        store.record(block);
        store.record(new Outcome(block, "drop-with-nftables", new Effect.Nft("add element x"), Outcome.State.DONE, ""));
    }

    private static Verdict.Block block(String source, long seconds, long span) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(22, 23), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(Address.of(source), "advanced-tcp", "touched 2 ports")
                .provenBy(seconds * 1_000_000_000L, proof);
        return new Verdict.Block(alarm, Duration.ofSeconds(span), "first block");
    }

    /** A store with its writing thread. */
    private static final class Writing implements AutoCloseable {
        final Store store;
        private final Thread thread;

        Writing(Path file) throws JournalFailed {
            store = Store.open(file);
            thread = new Thread(() -> store.write(Duration.ofMillis(1)));
            thread.start();
        }

        void limitTo(int pages) throws SQLException {
            store.limitTo(pages);
        }

        @Override
        public void close() {
            store.finish();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            store.close();
        }
    }
}
