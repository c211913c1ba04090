package portcullis.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Address;

/** Reads what was alarmed, decided and done about one source. */
final class History {
    private static final String SQL = """
            SELECT * FROM (
                SELECT at, id, CASE WHEN EXISTS (SELECT 1 FROM verdict s WHERE s.alarm = alarm.id AND s.decision LIKE 'would %') THEN 'shadow' ELSE 'alarm' END AS what, rule AS who, reason || CASE WHEN ports = '' THEN '' ELSE ': ' || ports END AS text FROM alarm WHERE source = ?1
                UNION ALL SELECT at, id, decision, '', CASE WHEN span > 0 THEN 'for ' || (span / 1000000000) || ' s, ' ELSE '' END || why FROM verdict WHERE source = ?1
                UNION ALL SELECT o.at, o.id, o.state, o.responder, o.effect || CASE WHEN o.detail = '' THEN '' ELSE ': ' || o.detail END
                    FROM outcome o JOIN verdict v ON v.id = o.verdict WHERE v.source = ?1
                UNION ALL SELECT at, id, 'note', who, text FROM note WHERE source = ?1
                UNION ALL SELECT last, 0, 'seen', '', probes || ' probes in all, ' || blocked || ' of them while blocked; its latest ports: ' || ports
                    FROM source WHERE source = ?1)
            WHERE at >= ?3 ORDER BY at DESC, id DESC LIMIT ?2""";

    private static final String NOTES = """
            SELECT at, id, 'note', who, text || CASE WHEN source = '' THEN '' ELSE ': ' || source END
                FROM note ORDER BY at DESC, id DESC LIMIT ?""";

    private History() {}

    /** The latest of what administrators did, whomever it concerned, in their order. */
    static List<HistoryLine> notes(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTES)) {
            statement.setInt(1, most);
            return lines(statement);
        }
    }

    private static List<HistoryLine> lines(PreparedStatement statement) throws SQLException {
        List<HistoryLine> lines = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next())
                lines.add(0, new HistoryLine(row.getLong(1), row.getString(3), row.getString(4), row.getString(5)));
        }
        return lines;
    }

    /** The latest of them, in their order. */
    static List<HistoryLine> of(Connection connection, Address source, long since, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, source.toString());
            statement.setInt(2, most);
            statement.setLong(3, since);
            return lines(statement);
        }
    }
}
