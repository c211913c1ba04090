package portcullis.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.KnownLogin;
import portcullis.fact.Mode;
import portcullis.fact.Network;
import portcullis.fact.Verdict;

/**
 * The journal and the ledger of blocks in one SQLite file. The pipeline only queues; a thread that is lent runs {@link #write} and
 * commits what has gathered. A disk that cannot be written is tried again: entries wait, up to a bound, and what finds no room is
 * counted. What was committed outlives {@code kill -9}.
 */
public final class Store implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int MOST_WAITING = 100_000;
    private static final int LARGEST_BATCH = 5_000;
    private static final String ALARMS_AND_SOURCES =
            "SELECT (SELECT count(*) FROM alarm) + (SELECT count(*) FROM source)";

    private final Connection connection;
    private final StoreWriter writer;
    /** Shared by the pipeline's thread, which adds, and the writing thread, which takes. */
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();

    private boolean closed;
    private volatile long written;
    private long lost;
    private volatile Optional<String> trouble = Optional.empty();

    private Store(Connection connection, StoreWriter writer) {
        this.connection = connection;
        this.writer = writer;
    }

    /** Loads SQLite, which takes a tenth of a second, and touches no file. What fails here fails again in {@link #open}, which tells. */
    public static void warm() {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            LOG.debug("SQLite is loaded: {}", memory);
        } catch (SQLException | LinkageError e) {
            LOG.debug("SQLite cannot be loaded", e);
        }
    }

    public static Store open(Path file) throws JournalFailed {
        Connection connection = Schema.open(file);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max((SELECT ifnull(max(id), 0) FROM alarm), (SELECT ifnull(max(id), 0) FROM verdict), (SELECT ifnull(max(id), 0) FROM outcome), (SELECT ifnull(max(up_to), 0) FROM mailed))")) {
            return new Store(connection, new StoreWriter(connection, row.next() ? row.getLong(1) : 0));
        } catch (SQLException e) {
            throw new JournalFailed("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void record(Entry entry) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) lost++;
            else waiting.add(entry);
            waiting.notifyAll();
        }
    }

    /**
     * Writes until the store is closed; to be run by a thread of its own. After a failure it waits {@code pause} and tries again, once
     * more when the store is being closed.
     */
    public void write(Duration pause) {
        boolean last = false;
        try {
            for (List<Entry> batch = take(); !batch.isEmpty(); batch = take()) {
                if (commit(batch)) continue;
                if (last) {
                    giveUp(batch);
                    return;
                }
                last = giveBack(batch, pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has gathered; empty when the store is closed and nothing is left. */
    private List<Entry> take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) waiting.wait();
            List<Entry> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < LARGEST_BATCH) batch.add(waiting.poll());
            return batch;
        }
    }

    private boolean commit(List<Entry> batch) {
        synchronized (connection) {
            try {
                writer.write(batch);
                written += batch.size();
                trouble = Optional.empty();
                return true;
            } catch (SQLException e) {
                if (trouble.isEmpty()) LOG.warn("the journal cannot be written and is tried again: {}", e.getMessage());
                trouble = Optional.of(String.valueOf(e.getMessage()));
                return false;
            }
        }
    }

    /** @return whether the store is being closed, so that the next try is the last */
    private boolean giveBack(List<Entry> batch, Duration pause) throws InterruptedException {
        synchronized (waiting) {
            for (int i = batch.size() - 1; i >= 0; i--) waiting.addFirst(batch.get(i));
            if (!closed) waiting.wait(Math.max(1, pause.toMillis()));
            return closed;
        }
    }

    private void giveUp(List<Entry> batch) {
        synchronized (waiting) {
            lost += batch.size() + waiting.size();
            waiting.clear();
        }
        LOG.warn("the journal is closed without its last {} entries: {}", lost, trouble.orElse(""));
    }

    public Health health() {
        synchronized (waiting) { // and not the connection: the line asks, and must not wait for the disk
            return new Health(written, waiting.size(), lost, trouble);
        }
    }

    /** The latest block of every source that was ever blocked, as far as remembered. */
    public List<Remembered> ledger() throws JournalFailed {
        String outcomes =
                "EXISTS (SELECT 1 FROM verdict v JOIN outcome o ON o.verdict = v.id WHERE v.source = l.source AND v.at = l.at AND v.alarm = l.alarm AND o.state ";
        String sql = "SELECT l.at, l.span, l.times, l.why, l.released, " + outcomes
                + "NOT IN ('would_run', 'not_planned')) AS real, " + outcomes
                + "= 'done') AS done, a.* FROM ledger l JOIN alarm a ON a.id = l.alarm ORDER BY l.at";
        synchronized (connection) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                List<Remembered> found = new ArrayList<>();
                while (row.next()) {
                    Duration span = Duration.ofNanos(row.getLong("span"));
                    Alarm alarm = alarm(row).provenBy(row.getLong(1), proof(row));
                    found.add(new Remembered(
                            new Verdict.Block(alarm, span, row.getString("why")),
                            row.getInt("times"),
                            row.getInt("released") != 0,
                            row.getInt("real") != 0,
                            row.getInt("done") != 0));
                }
                return found;
            } catch (SQLException e) {
                throw new JournalFailed("the ledger cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(Address.of(row.getString("source")), row.getString("rule"), row.getString("reason"));
    }

    private static Alarm.Proof proof(ResultSet row) throws SQLException {
        List<Integer> ports = Arrays.stream(row.getString("ports").split(","))
                .filter(port -> !port.isEmpty())
                .map(Integer::valueOf)
                .toList();
        return new Alarm.Proof(
                Mode.valueOf(row.getString("mode")),
                Kind.valueOf(row.getString("kind")),
                Address.of(row.getString("target")),
                ports,
                Evidence.valueOf(row.getString("evidence")));
    }

    /** What a rule on probation would have led to since then: a line a source and decision, the latest first. */
    public List<Shadowed> shadowed(String rule, long since) throws JournalFailed {
        String sql = """
                SELECT v.source, min(v.at), max(v.at), count(*), substr(v.decision, 7), max(v.span), v.why
                FROM verdict v JOIN alarm a ON a.id = v.alarm WHERE a.rule = ?1 AND v.at >= ?2 AND v.decision LIKE 'would %'
                GROUP BY v.source, v.decision ORDER BY max(v.at) DESC""";
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, rule);
                statement.setLong(2, since);
                List<Shadowed> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next())
                        found.add(new Shadowed(
                                Address.of(row.getString(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5),
                                Duration.ofNanos(row.getLong(6)),
                                row.getString(7)));
                }
                return found;
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** A number that no digest has told of, even where all rows of the table have been deleted for their age. */
    private static String next(String number, String table, String told) {
        return "(SELECT 1 + max(ifnull((SELECT max(" + number + ") FROM " + table + "), 0), ifnull((SELECT " + told
                + " FROM mailed), 0)))";
    }

    /** Keeps what an administrator did, beside what happened to sources. @param source whom it concerns; empty for nobody in particular */
    public void note(long at, Optional<Address> source, String who, String text) throws JournalFailed {
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO note VALUES (" + next("id", "note", "notes_up_to") + ",?,?,?,?)")) {
                statement.setLong(1, at);
                statement.setString(2, source.map(Address::toString).orElse(""));
                statement.setString(3, who);
                statement.setString(4, text);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** What the journal holds about one source, the latest last. */
    public List<HistoryLine> history(Address source, int most) throws JournalFailed {
        synchronized (connection) {
            try {
                return History.of(connection, source, Long.MIN_VALUE, most);
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Adds to the sums of what was not understood or not kept, by what it was. Waits for the disk. */
    public void count(long at, Map<String, Long> numbers) throws JournalFailed {
        working(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO counted (rowid, what, at, number) VALUES ("
                            + next("rowid", "counted", "counts_up_to") + ",?,?,?)")) {
                for (Map.Entry<String, Long> each : numbers.entrySet()) {
                    statement.setString(1, each.getKey());
                    statement.setLong(2, at);
                    statement.setLong(3, each.getValue());
                    statement.executeUpdate();
                }
            }
            return numbers;
        });
    }

    /** From where users have logged in lately. Waits for the disk. */
    public void learn(List<KnownLogin> logins) throws JournalFailed {
        working(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT OR REPLACE INTO known_login VALUES (?,?,?,?)")) {
                for (KnownLogin login : logins) {
                    statement.setString(1, login.user());
                    statement.setString(2, login.network().toString());
                    statement.setInt(3, login.times());
                    statement.setLong(4, login.last());
                    statement.executeUpdate();
                }
            }
            return logins;
        });
    }

    /** From where users have logged in, those who did last at the end; at most so many. */
    public List<KnownLogin> knownLogins(int most) throws JournalFailed {
        return working(() -> {
            List<KnownLogin> known = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT * FROM (SELECT * FROM known_login ORDER BY last DESC LIMIT "
                                    + most + ") ORDER BY last")) {
                while (row.next())
                    known.add(new KnownLogin(
                            row.getString("user"),
                            Network.parse(row.getString("network")).orElseThrow(),
                            row.getInt("times"),
                            row.getLong("last")));
            }
            return known;
        });
    }

    /** What this stretch of the journal holds, summed up. */
    public Period period(Stretch stretch) throws JournalFailed {
        return working(() -> new Periods(connection, stretch).sum());
    }

    /** How many alarms are written that have this number or a higher one. */
    public long alarmsAfter(long number) throws JournalFailed {
        return ask("SELECT count(*) FROM alarm WHERE id > " + number);
    }

    /** The highest numbers of what is written. */
    public Numbers lastNumbers() throws JournalFailed {
        return working(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + next("id", "note", "notes_up_to") + " - 1, "
                            + next("rowid", "counted", "counts_up_to") + " - 1")) {
                return new Numbers(writer.last(), row.getLong(1), row.getLong(2));
            }
        });
    }

    /** What was last to be mailed; empty where nothing ever was. */
    public Optional<Mailed> mailed() throws JournalFailed {
        return working(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM mailed")) {
                if (!row.next()) return Optional.empty();
                Stretch stretch = new Stretch(
                        row.getLong("since"),
                        row.getLong("until"),
                        new Numbers(row.getLong("after"), row.getLong("notes_after"), row.getLong("counts_after")),
                        new Numbers(row.getLong("up_to"), row.getLong("notes_up_to"), row.getLong("counts_up_to")));
                return Optional.of(new Mailed(stretch, row.getInt("sent") != 0));
            }
        });
    }

    /** Keeps what is to be mailed before it is, and that it has been. */
    public void mailed(Mailed now) throws JournalFailed {
        working(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT OR REPLACE INTO mailed VALUES (1,?,?,?,?,?,?,?,?,?)")) {
                statement.setLong(1, now.stretch().since());
                statement.setLong(2, now.stretch().until());
                statement.setLong(3, now.stretch().after().entries());
                statement.setLong(4, now.stretch().upTo().entries());
                statement.setInt(5, now.isSent() ? 1 : 0);
                statement.setLong(6, now.stretch().after().notes());
                statement.setLong(7, now.stretch().upTo().notes());
                statement.setLong(8, now.stretch().after().counts());
                statement.setLong(9, now.stretch().upTo().counts());
                statement.executeUpdate();
            }
            return now;
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T working(Work<T> work) throws JournalFailed {
        synchronized (connection) {
            try {
                return work.run();
            } catch (SQLException e) {
                throw new JournalFailed("the journal does not do its work: " + e.getMessage(), e);
            }
        }
    }

    /** What administrators did, the latest last. */
    public List<HistoryLine> notes(int most) throws JournalFailed {
        synchronized (connection) {
            try {
                return History.notes(connection, most);
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Adds to what is known of these sources. Waits for the disk. */
    public void sighted(List<Digest> digests) throws JournalFailed {
        sighted(digests, List.of(), List.of());
    }

    /**
     * Adds to what is known of these sources, and of who is guarded. Waits for the disk.
     *
     * @throws JournalFailed where it cannot be written; then nothing was added
     */
    public void sighted(List<Digest> digests, List<Sighted> touches, List<Guarded> guarded) throws JournalFailed {
        synchronized (connection) {
            try {
                writer.add(digests, touches, guarded);
                trouble = Optional.empty();
            } catch (SQLException e) {
                if (trouble.isEmpty()) LOG.warn("the journal cannot be written and is tried again: {}", e.getMessage());
                trouble = Optional.of(String.valueOf(e.getMessage()));
                throw new JournalFailed("the journal cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** From here on the watcher follows these settings: those that differ from the shipped ones, as YAML. */
    public void settings(long at, String text) throws JournalFailed {
        synchronized (connection) {
            try {
                writer.settings(at, text);
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** Forgets what is older; blocks in force and their alarms stay. */
    public void forgetBefore(long nanos) throws JournalFailed {
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("BEGIN");
                statement.executeUpdate("DELETE FROM outcome WHERE at < " + nanos);
                statement.executeUpdate("DELETE FROM verdict WHERE at < " + nanos);
                statement.executeUpdate("DELETE FROM source WHERE last < " + nanos);
                statement.executeUpdate("DELETE FROM touch WHERE first < " + nanos);
                statement.executeUpdate("DELETE FROM guarded WHERE last < " + nanos);
                statement.executeUpdate("DELETE FROM settings WHERE at < (SELECT max(at) FROM settings WHERE at <= "
                        + nanos + ")"); // those of the time before stay
                statement.executeUpdate("DELETE FROM note WHERE at < " + nanos);
                statement.executeUpdate("DELETE FROM counted WHERE at < " + nanos);
                statement.executeUpdate("DELETE FROM known_login WHERE last < " + nanos);
                statement.executeUpdate("DELETE FROM ledger WHERE at + span < " + nanos);
                statement.executeUpdate(
                        "DELETE FROM alarm WHERE at < " + nanos + " AND id NOT IN (SELECT alarm FROM ledger)");
                statement.executeUpdate("COMMIT");
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be shortened: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Forgets what is older than this, and then the oldest until the file's content fits: touches first, of which a flood makes the most.
     * What is in force stays whatever its age.
     *
     * @param nanos since 1970
     * @param bytes how much may lie in the file, which is not let grow beyond that either
     * @return how many alarms, verdicts and outcomes were forgotten
     */
    public long retain(long nanos, long bytes) throws JournalFailed {
        long entries = ask(
                "SELECT (SELECT count(*) FROM alarm) + (SELECT count(*) FROM verdict) + (SELECT count(*) FROM outcome)");
        forgetBefore(nanos);
        long page = ask("PRAGMA page_size");
        long enough = bytes - bytes / 10;
        while (size(page) > enough && ask("SELECT count(*) FROM touch") > 0) forgetTouches();
        while (size(page) > enough) {
            long tenth =
                    ask("SELECT max((" + oldestTenth("at", "alarm") + "), (" + oldestTenth("last", "source") + "))");
            long left = ask(ALARMS_AND_SOURCES);
            forgetBefore(tenth + 1);
            if (ask(ALARMS_AND_SOURCES) == left) break; // what is left is in force
        }
        try {
            limitTo((int) Math.min(Integer.MAX_VALUE, Math.max(64, bytes / page)));
        } catch (SQLException e) {
            throw new JournalFailed("the journal cannot be limited: " + e.getMessage(), e);
        }
        return entries
                - ask(
                        "SELECT (SELECT count(*) FROM alarm) + (SELECT count(*) FROM verdict) + (SELECT count(*) FROM outcome)");
    }

    private long size(long page) throws JournalFailed {
        return (ask("PRAGMA page_count") - ask("PRAGMA freelist_count")) * page;
    }

    private void forgetTouches() throws JournalFailed {
        long tenth = ask(oldestTenth("first", "touch"));
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM touch WHERE first <= " + tenth);
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be shortened: " + e.getMessage(), e);
            }
        }
    }

    private static String oldestTenth(String time, String table) {
        return "SELECT ifnull(max(" + time + "), 0) FROM (SELECT " + time + " FROM " + table + " ORDER BY " + time
                + " LIMIT (SELECT count(*) / 10 + 1 FROM " + table + "))";
    }

    private long ask(String question) throws JournalFailed {
        synchronized (connection) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(question)) {
                return row.next() ? row.getLong(1) : 0;
            } catch (SQLException e) {
                throw new JournalFailed("the journal cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Bounds the file, in pages of 4 KiB: retention by size, and what a full disk is tested by. */
    void limitTo(int pages) throws SQLException {
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
        }
    }

    /** Lets the writing thread finish; what it cannot write any more is lost and counted. */
    public void finish() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
    }

    /** To be called after the writing thread has ended. */
    @Override
    public void close() {
        finish();
        synchronized (connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("the journal does not close: {}", e.getMessage());
            }
        }
    }
}
