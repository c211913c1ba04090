package portcullis.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** Reads the file of a journal, also while a watcher writes it. Changes nothing in it. */
public final class Archive implements AutoCloseable {
    private static final int MOST_LINES = 10_000;
    private static final String READ_ONLY = "1"; // SQLITE_OPEN_READONLY

    private final Path file;
    private final Connection connection;

    private Archive(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    public static Archive open(Path file) throws JournalFailed {
        if (!Files.isRegularFile(file)) throw new JournalFailed("there is no journal " + file, null);
        Properties how = new Properties();
        how.setProperty("open_mode", READ_ONLY);
        how.setProperty("busy_timeout", "2000");
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, how);
            int version = Schema.version(connection);
            if (version != Schema.VERSION) {
                connection.close();
                throw new JournalFailed(
                        file + " is of version " + version + " and this program reads " + Schema.VERSION
                                + (version < Schema.VERSION ? "; a watcher that starts with it brings it up" : ""),
                        null);
            }
            return new Archive(file, connection);
        } catch (SQLException e) {
            throw new JournalFailed("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T reading(Reading<T> reading) throws JournalFailed {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new JournalFailed("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What was alarmed, decided and done about this source from that time on; of very many lines the latest. */
    public List<HistoryLine> history(Address source, long since) throws JournalFailed {
        return reading(() -> History.of(connection, source, since, MOST_LINES));
    }

    /** What this stretch of the journal holds, summed up. */
    public Period period(Stretch stretch) throws JournalFailed {
        return reading(() -> new Periods(connection, stretch).sum());
    }

    /** What this source has touched from that time on, the first first. */
    public List<Sighted> touchesOf(Address source, long since) throws JournalFailed {
        List<Sighted> touches = new ArrayList<>();
        read(
                "SELECT * FROM touch WHERE source = ? AND last >= ? ORDER BY first",
                touches::add,
                source.toString(),
                since);
        return touches;
    }

    /** What anybody has touched from that time on and up to another, the first first. */
    public void touches(long since, long until, Consumer<Sighted> sink) throws JournalFailed {
        read("SELECT * FROM touch WHERE first >= ? AND first <= ? ORDER BY first", sink, since, until);
    }

    private void read(String sql, Consumer<Sighted> sink, Object... values) throws JournalFailed {
        reading(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) sink.accept(touch(row));
                }
            }
            return sink;
        });
    }

    private static Sighted touch(ResultSet row) throws SQLException {
        return new Sighted(
                Address.of(row.getString("source")),
                row.getInt("source_port"),
                Address.of(row.getString("target")),
                Transport.valueOf(row.getString("transport")),
                Kind.valueOf(row.getString("kind")),
                row.getInt("port"),
                Tool.valueOf(row.getString("tool")),
                row.getInt("served") != 0,
                row.getLong("first"),
                row.getLong("last"),
                row.getLong("count"));
    }

    /** When something was last written of what came; empty where nothing ever was. In nanoseconds since 1970. */
    public Optional<Long> latest() throws JournalFailed {
        return reading(() -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT max((SELECT ifnull(max(first), 0) FROM touch), (SELECT ifnull(max(at), 0) FROM alarm), (SELECT ifnull(max(at), 0) FROM verdict))");
                    ResultSet row = statement.executeQuery()) {
                long latest = row.next() ? row.getLong(1) : 0;
                return latest == 0 ? Optional.empty() : Optional.of(latest);
            }
        });
    }

    /** The settings that the watcher followed at that time, as YAML; those that differ from the shipped ones. */
    public Optional<String> settings(long at) throws JournalFailed {
        return reading(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT text FROM settings ORDER BY at > ?, abs(at - ?) LIMIT 1")) {
                statement.setLong(1, at);
                statement.setLong(2, at);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Whom the live guard would have spared at some time from then on. */
    public List<Guarded> guarded(long since) throws JournalFailed {
        return reading(() -> {
            List<Guarded> found = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT * FROM guarded WHERE last >= ? ORDER BY first")) {
                statement.setLong(1, since);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next())
                        found.add(new Guarded(
                                Network.parse(row.getString("network")).orElseThrow(),
                                row.getString("why"),
                                row.getLong("first"),
                                row.getLong("last")));
                }
            }
            return found;
        });
    }

    /** Which single addresses of an IPv6 /64 the journal knows; of many the first. */
    public List<Address> within(Address network, int most) throws JournalFailed {
        return reading(() -> {
            List<Address> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT source FROM source");
                    ResultSet row = statement.executeQuery()) {
                while (row.next() && found.size() < most) {
                    Address address = Address.of(row.getString(1));
                    if (!address.isNetwork() && address.high() == network.high()) found.add(address);
                }
            }
            return found;
        });
    }

    @Override
    public void close() throws JournalFailed {
        reading(() -> {
            connection.close();
            return file;
        });
    }
}
