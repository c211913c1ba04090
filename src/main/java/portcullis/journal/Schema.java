package portcullis.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the store, and how an older store becomes one of today: step by step, each in a transaction, after the old file has been
 * copied beside it. SQLite counts the steps in {@code user_version}.
 */
final class Schema {
    /** Each step leads from the version of its index to the next. */
    private static final List<String> STEPS = List.of("""
            CREATE TABLE alarm (
                id INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL,
                mode TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, ports TEXT NOT NULL, evidence TEXT NOT NULL);
            CREATE INDEX alarm_source ON alarm (source, at);
            CREATE INDEX alarm_at ON alarm (at);
            CREATE TABLE verdict (
                id INTEGER PRIMARY KEY, alarm INTEGER NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, decision TEXT NOT NULL,
                span INTEGER NOT NULL, why TEXT NOT NULL);
            CREATE INDEX verdict_source ON verdict (source, at);
            CREATE INDEX verdict_at ON verdict (at);
            CREATE TABLE outcome (
                id INTEGER PRIMARY KEY, verdict INTEGER NOT NULL, at INTEGER NOT NULL, responder TEXT NOT NULL, effect TEXT NOT NULL,
                state TEXT NOT NULL, detail TEXT NOT NULL);
            CREATE INDEX outcome_verdict ON outcome (verdict);
            CREATE INDEX outcome_at ON outcome (at);
            CREATE TABLE ledger (source TEXT PRIMARY KEY, alarm INTEGER NOT NULL, at INTEGER NOT NULL, span INTEGER NOT NULL,
                times INTEGER NOT NULL, why TEXT NOT NULL, released INTEGER NOT NULL);
            """, """
            CREATE TABLE source (
                source TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, probes INTEGER NOT NULL, blocked INTEGER NOT NULL,
                ports TEXT NOT NULL);
            CREATE INDEX source_last ON source (last);
            """, """
            CREATE TABLE touch (
                source TEXT NOT NULL, first INTEGER NOT NULL, transport TEXT NOT NULL, kind TEXT NOT NULL, port INTEGER NOT NULL,
                target TEXT NOT NULL, tool TEXT NOT NULL, source_port INTEGER NOT NULL, served INTEGER NOT NULL, last INTEGER NOT NULL,
                count INTEGER NOT NULL, PRIMARY KEY (source, first, transport, kind, port, target, tool)) WITHOUT ROWID;
            CREATE INDEX touch_first ON touch (first);
            CREATE TABLE settings (at INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE guarded (network TEXT NOT NULL, why TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                PRIMARY KEY (network, why, first)) WITHOUT ROWID;
            """, """
            CREATE TABLE note (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL);
            CREATE INDEX note_source ON note (source);
            CREATE INDEX verdict_alarm ON verdict (alarm);
            """, """
            CREATE TABLE counted (what TEXT NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL);
            CREATE INDEX counted_at ON counted (at);
            CREATE TABLE mailed (only INTEGER PRIMARY KEY CHECK (only = 1), since INTEGER NOT NULL, until INTEGER NOT NULL,
                after INTEGER NOT NULL, up_to INTEGER NOT NULL, sent INTEGER NOT NULL);
            """, """
            CREATE TABLE known_login (user TEXT NOT NULL, network TEXT NOT NULL, times INTEGER NOT NULL, last INTEGER NOT NULL,
                PRIMARY KEY (user, network)) WITHOUT ROWID;
            """, """
            ALTER TABLE mailed ADD COLUMN notes_after INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE mailed ADD COLUMN notes_up_to INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE mailed ADD COLUMN counts_after INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE mailed ADD COLUMN counts_up_to INTEGER NOT NULL DEFAULT 0;
            UPDATE mailed SET
                notes_after = (SELECT ifnull(max(id), 0) FROM note WHERE at <= since),
                notes_up_to = (SELECT ifnull(max(id), 0) FROM note WHERE at <= until),
                counts_after = (SELECT ifnull(max(rowid), 0) FROM counted WHERE at <= since),
                counts_up_to = (SELECT ifnull(max(rowid), 0) FROM counted WHERE at <= until);
            """);

    /** The version of today. */
    static final int VERSION = STEPS.size();

    private Schema() {}

    /** Opens the store for writing: a commit that has returned outlives {@code kill -9}. */
    static Connection open(Path file) throws JournalFailed {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = NORMAL");
                statement.execute("PRAGMA busy_timeout = 2000");
            }
            upgrade(connection, file);
            return connection;
        } catch (SQLException | IOException e) {
            throw new JournalFailed("the journal " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void upgrade(Connection connection, Path file) throws SQLException, IOException, JournalFailed {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new JournalFailed(
                    file + " was written by a newer version (" + version + "); this one knows " + STEPS.size(), null);
        }
        if (version > 0 && version < STEPS.size()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)"); // what a killed watcher left beside the file
            }
            Files.copy(
                    file,
                    file.resolveSibling(file.getFileName() + ".v" + version),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        for (int step = version; step < STEPS.size(); step++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("BEGIN;" + STEPS.get(step) + "PRAGMA user_version = " + (step + 1) + ";COMMIT");
            }
        }
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
