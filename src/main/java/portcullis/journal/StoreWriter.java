package portcullis.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/**
 * Writes entries as rows, each batch as one transaction. It begins and ends them in SQL: on a full disk SQLite rolls back by itself,
 * which the driver's own book-keeping of transactions does not notice. Ids are given here, so that a verdict can name its alarm before the commit.
 */
final class StoreWriter {
    /** An alarm and what came of it may fall into two batches; so many are remembered across them. */
    private static final int REMEMBERED = 4_096;

    private static final long NO_ALARM = 0;

    private final Connection connection;
    private final Map<Alarm, Long> alarms = new IdentityHashMap<>();
    private final Map<Verdict, Long> verdicts = new IdentityHashMap<>();
    private long next;

    StoreWriter(Connection connection, long next) {
        this.connection = connection;
        this.next = next;
    }

    /** The highest number that was given to an entry. */
    long last() {
        return next;
    }

    /** All of them, or none. */
    void write(List<Entry> batch) throws SQLException {
        long before = next;
        try {
            together(() -> {
                for (Entry entry : batch) write(entry);
            });
        } catch (SQLException e) {
            forget(id -> id > before); // earlier batches are written: what still comes of theirs must find them
            next = before;
            throw e;
        }
        if (alarms.size() > REMEMBERED || verdicts.size() > REMEMBERED) forget(id -> id <= next - REMEMBERED);
    }

    /** Adds all of these to what is known of their sources, or none. */
    void add(List<Digest> digests, List<Sighted> touches, List<Guarded> guarded) throws SQLException {
        together(() -> {
            addDigests(digests);
            addTouches(touches);
            addGuarded(guarded);
        });
    }

    void settings(long at, String text) throws SQLException {
        run(
                "INSERT OR REPLACE INTO settings SELECT ?1, ?2 WHERE ?2 IS NOT (SELECT text FROM settings ORDER BY at DESC LIMIT 1)",
                at,
                text);
    }

    private void addDigests(List<Digest> digests) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO source VALUES (?,?,?,?,?,?) ON CONFLICT (source) DO UPDATE SET last = max(last, excluded.last), probes = probes + excluded.probes, blocked = blocked + excluded.blocked, ports = excluded.ports")) {
            for (Digest digest : digests) {
                statement.setString(1, digest.source().toString());
                statement.setLong(2, digest.first());
                statement.setLong(3, digest.last());
                statement.setLong(4, digest.probes());
                statement.setLong(5, digest.whileBlocked());
                statement.setString(6, words(digest.ports()));
                statement.executeUpdate();
            }
        }
    }

    /** A run that goes on is written again. */
    private void addTouches(List<Sighted> touches) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO touch VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET last = excluded.last, count = excluded.count, served = excluded.served")) {
            for (Sighted touch : touches) {
                statement.setString(1, touch.source().toString());
                statement.setLong(2, touch.first());
                statement.setString(3, touch.transport().name());
                statement.setString(4, touch.kind().name());
                statement.setInt(5, touch.port());
                statement.setString(6, touch.target().toString());
                statement.setString(7, touch.tool().name());
                statement.setInt(8, touch.sourcePort());
                statement.setInt(9, touch.isServed() ? 1 : 0);
                statement.setLong(10, touch.last());
                statement.setLong(11, touch.count());
                statement.executeUpdate();
            }
        }
    }

    private void addGuarded(List<Guarded> guarded) throws SQLException {
        for (Guarded one : guarded)
            run(
                    "INSERT INTO guarded VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET last = excluded.last",
                    one.network().toString(),
                    one.why(),
                    one.first(),
                    one.last());
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void together(Work work) throws SQLException {
        try {
            run("BEGIN");
            work.run();
            run("COMMIT");
        } catch (SQLException e) {
            try {
                run("ROLLBACK");
            } catch (SQLException already) { // on a full disk SQLite has rolled back by itself
                e.addSuppressed(already);
            }
            throw e;
        }
    }

    private static String words(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void forget(Predicate<Long> ids) {
        alarms.values().removeIf(ids);
        verdicts.values().removeIf(ids);
    }

    private void write(Entry entry) throws SQLException {
        if (entry instanceof Alarm alarm) alarm(alarm);
        else if (entry instanceof Outcome outcome) outcome(outcome);
        else verdict((Verdict) entry);
    }

    private long alarm(Alarm alarm) throws SQLException {
        Long known = alarms.get(alarm);
        if (known != null) return known;
        long id = ++next;
        alarms.put(alarm, id);
        Alarm.Proof proof = alarm.proof();
        run(
                "INSERT INTO alarm VALUES (?,?,?,?,?,?,?,?,?,?)",
                id,
                alarm.at(),
                alarm.source().toString(),
                alarm.rule(),
                alarm.reason(),
                proof.mode().name(),
                proof.kind().name(),
                proof.target().toString(),
                words(proof.ports()),
                proof.evidence().name());
        return id;
    }

    private long verdict(Verdict verdict) throws SQLException {
        Long known = verdicts.get(verdict);
        if (known != null) return known;
        long alarm = verdict instanceof Verdict.Release ? NO_ALARM : alarm(verdict.because());
        long id = ++next;
        verdicts.put(verdict, id);
        long span = span(verdict instanceof Verdict.Shadow shadow ? shadow.would() : verdict);
        run(
                "INSERT INTO verdict VALUES (?,?,?,?,?,?,?)",
                id,
                alarm,
                verdict.at(),
                verdict.source().toString(),
                decision(verdict),
                span,
                verdict.why());
        if (verdict instanceof Verdict.Block block) ledger(block, alarm);
        if (verdict instanceof Verdict.Release release) {
            run( // later than the block that was released is one that the clock, set back since, has made begin earlier
                    "UPDATE ledger SET released = 1 WHERE source = ? AND at >= ?",
                    release.source().toString(),
                    release.block().at());
        }
        return id;
    }

    private static long span(Verdict verdict) {
        return verdict instanceof Verdict.Block block ? block.span().toNanos() : 0;
    }

    /** Of a rule on probation: what the guard would have decided, and whether because nobody may block the source. */
    private static String decision(Verdict verdict) {
        if (!(verdict instanceof Verdict.Shadow shadow)) return verdict.decision();
        return Shadowed.WOULD
                + (shadow.isGuarded() ? Shadowed.GUARD : shadow.would().decision());
    }

    private void ledger(Verdict.Block block, long alarm) throws SQLException {
        run(
                "INSERT INTO ledger VALUES (?,?,?,?,1,?,0) ON CONFLICT (source) DO UPDATE SET alarm = excluded.alarm, at = excluded.at, span = excluded.span, times = times + 1, why = excluded.why, released = 0",
                block.source().toString(),
                alarm,
                block.at(),
                block.span().toNanos(),
                block.why());
    }

    private void outcome(Outcome outcome) throws SQLException {
        long verdict = verdict(outcome.verdict());
        run(
                "INSERT INTO outcome VALUES (?,?,?,?,?,?,?)",
                ++next,
                verdict,
                outcome.at(),
                outcome.responder(),
                outcome.effect().sentence(),
                outcome.state().name().toLowerCase(Locale.ROOT),
                outcome.detail());
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        }
    }
}
