package portcullis.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Words;

/** Sums up a stretch of the journal. */
final class Periods {
    private static final int MOST_SOURCES = 20;
    private static final int MOST_ROWS = 12;
    private static final String SHADOW =
            "EXISTS (SELECT 1 FROM verdict s WHERE s.alarm = alarm.id AND s.decision LIKE 'would %')";

    private final Connection connection;
    private final Stretch stretch;
    private final String entries;
    private final String notes;
    private final String counts;

    Periods(Connection connection, Stretch stretch) {
        this.connection = connection;
        this.stretch = stretch;
        Numbers after = stretch.after();
        Numbers upTo = stretch.upTo();
        this.entries = stretch.isByTime() ? within("at") : between("id", after.entries(), upTo.entries());
        this.notes = stretch.isByTime() ? within("at") : between("id", after.notes(), upTo.notes());
        this.counts = stretch.isByTime() ? within("at") : between("rowid", after.counts(), upTo.counts());
    }

    private static String between(String number, long after, long upTo) {
        return "(" + number + " > " + after + " AND " + number + " <= " + upTo + ")";
    }

    private String within(String time) {
        return "(" + time + " > " + stretch.since() + " AND " + time + " <= " + stretch.until() + ")";
    }

    Period sum() throws SQLException {
        String alarms = " FROM alarm WHERE " + entries + " AND NOT " + SHADOW;
        return new Period(
                stretch,
                number("SELECT count(*)" + alarms),
                number("SELECT count(DISTINCT source)" + alarms),
                number("SELECT count(DISTINCT source) FROM alarm WHERE " + entries + " AND " + SHADOW
                        + " AND source NOT IN (SELECT source" + alarms + ")"),
                loudest(alarms),
                numbers("SELECT rule, count(*) AS n" + alarms + " GROUP BY rule"),
                numbers("SELECT decision, count(*) AS n FROM verdict WHERE " + entries
                        + " AND decision NOT LIKE 'would %' GROUP BY decision"),
                number(
                        "SELECT count(*) FROM verdict WHERE " + entries
                                + " AND decision = 'block' AND EXISTS (SELECT 1 FROM outcome o WHERE o.verdict = verdict.id AND o.state = 'done')"),
                numbers("SELECT why, count(*) AS n FROM verdict WHERE " + entries
                        + " AND decision = 'spare' GROUP BY why"),
                numbers("SELECT responder || ': ' || detail, count(*) AS n FROM outcome WHERE " + entries
                        + " AND state IN ('refused', 'timed_out', 'not_planned') GROUP BY 1"),
                numbers("SELECT what, sum(number) AS n FROM counted WHERE " + counts + " GROUP BY what"),
                notes(),
                number("SELECT count(DISTINCT source) FROM touch WHERE " + within("first")
                        + " AND source NOT IN (SELECT source" + alarms + ")"));
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The most frequent first. */
    private Map<String, Long> numbers(String sql) throws SQLException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql + " ORDER BY n DESC, 1 LIMIT " + MOST_ROWS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) numbers.put(row.getString(1), row.getLong(2));
        }
        return numbers;
    }

    /** SQLite takes what is not summed up from the row of the latest alarm, because of {@code max(id)}. */
    private List<Period.Loud> loudest(String alarms) throws SQLException {
        List<Period.Loud> loudest = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT source, count(*) AS n, max(id), at, group_concat(DISTINCT rule) AS rules, reason || CASE WHEN ports = '' THEN '' ELSE ': ' || replace(ports, ',', ' ') END AS reason"
                                + alarms + " GROUP BY source ORDER BY n DESC, max(id) DESC LIMIT " + MOST_SOURCES);
                ResultSet row = statement.executeQuery()) {
            while (row.next())
                loudest.add(new Period.Loud(
                        Address.of(row.getString("source")),
                        row.getLong("n"),
                        row.getLong("at"),
                        row.getString("rules").replace(",", ", "),
                        row.getString("reason"),
                        fate(row.getString("source"))));
        }
        return loudest;
    }

    private String fate(String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT decision, span, why FROM verdict WHERE source = ? AND " + entries
                        + " AND decision NOT LIKE 'would %' AND decision <> 'release' ORDER BY decision = 'block' DESC, id DESC LIMIT 1")) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) return "nothing decided yet";
                Duration span = Duration.ofNanos(row.getLong("span"));
                return row.getString("decision") + (span.isZero() ? "" : " for " + Words.span(span)) + ", "
                        + row.getString("why");
            }
        }
    }

    private List<HistoryLine> notes() throws SQLException {
        List<HistoryLine> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT at, source, who, text FROM note WHERE " + notes + " ORDER BY at LIMIT " + MOST_ROWS);
                ResultSet row = statement.executeQuery()) {
            while (row.next())
                lines.add(new HistoryLine(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
        }
        return lines;
    }
}
