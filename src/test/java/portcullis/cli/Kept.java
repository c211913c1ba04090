package portcullis.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Network;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.journal.Guarded;
import portcullis.journal.Sighted;
import portcullis.journal.Store;

/** A journal as a watcher leaves it, for tests. */
final class Kept {
    static final long SECOND = 1_000_000_000L;
    static final long NOON = 1_795_780_800L * SECOND;

    private final List<Sighted> touches = new ArrayList<>();
    private final List<Guarded> guarded = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private String settings = "";

    /** The same text wherever the clocks stand differently. */
    static String withoutDays(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:", "HOUR:");
    }

    Kept by(String settings) {
        this.settings = settings;
        return this;
    }

    /** TCP SYNs, one a second from that second on. */
    Kept syns(String source, int second, int... ports) {
        for (int i = 0; i < ports.length; i++) touch(source, second + i, Kind.SYN, ports[i], false);
        return this;
    }

    Kept touch(String source, int second, Kind kind, int port, boolean isServed) {
        long at = NOON + second * SECOND;
        Address from = Address.of(source);
        Address to = Address.of(from.version() == 4 ? "192.168.7.1" : "fd00::1");
        touches.add(new Sighted(from, 50_000 + port, to, Transport.TCP, kind, port, Tool.NONE, isServed, at, at, 1));
        return this;
    }

    Kept guards(String network, String why) {
        guarded.add(new Guarded(Network.parse(network).orElseThrow(), why, NOON, NOON + 3_600 * SECOND));
        return this;
    }

    /** An alarm of this rule that the guard spared the source for. */
    Kept spared(String source, int second, String rule, String why) {
        Alarm alarm = new Alarm(Address.of(source), rule, "for a test")
                .provenBy(
                        NOON + second * SECOND,
                        new Alarm.Proof(
                                Mode.ATCP, Kind.SYN, Address.of("192.168.7.1"), List.of(23), Evidence.FORGEABLE));
        entries.add(alarm);
        entries.add(new Verdict.Spare(alarm, why));
        return this;
    }

    Path in(Path folder) throws Exception {
        Path file = folder.resolve("journal.db");
        try (Store store = Store.open(file)) {
            store.settings(NOON - SECOND, settings);
            store.sighted(List.of(), touches, guarded);
            entries.forEach(store::record);
            store.finish();
            store.write(Duration.ofMillis(10));
        }
        return file;
    }
}
