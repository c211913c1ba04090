package portcullis.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.journal.MemoryJournal;
import portcullis.watch.Rehearsals;
import portcullis.watch.Stage;

/**
 * How slow a scan may be and still be found. One source tries one port after the other, the same time apart, and is refused by TCP and
 * told nothing by UDP; the gap is searched for by halves. That supposes that who is found at one pace is found at each faster one.
 */
public final class SlowestScan {
    private static final int SYN = 2;
    private static final int RST_ACK = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON = 1_795_780_800L * SECOND; // any day; rules have no hours
    /** What nmap tries first and a host like ours does not serve (nmap-services, 7.93). */
    private static final List<Integer> TCP_PORTS = List.of(
            23, 21, 3389, 110, 445, 139, 143, 53, 135, 3306, 8080, 1723, 111, 995, 993, 5900, 1025, 587, 8888, 199,
            1720, 465, 548, 113, 81, 6001, 10000, 514, 5060, 179, 1026, 2000, 8443, 8000, 32768, 554, 26, 1433, 49152,
            2001, 515, 8008, 49154, 1027, 5666, 646, 5000, 5631, 631, 49153, 8081, 2049, 88, 79, 5800, 106, 2121, 1110,
            49155, 6000);

    private static final List<Integer> UDP_PORTS = List.of(
            631, 161, 137, 123, 138, 1434, 445, 135, 67, 139, 500, 68, 520, 1900, 4500, 514, 49152, 162, 69, 5353, 111,
            49154, 1701, 998, 996, 997, 999, 3283, 49153, 1812, 136, 2222, 2049, 32768, 5060, 1025, 1433, 3456, 80,
            20031, 1026, 7, 1646, 1645, 593, 518, 2048, 626, 1027, 177, 1719, 427, 497, 4444, 1023, 65024, 19, 9, 49193,
            1029);

    /** The longest list of ports that can be asked for. */
    public static final int MOST_PORTS = TCP_PORTS.size();

    /** The longest gap that is tried. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private final Rehearsals rehearsals;
    private final Settings settings;

    public SlowestScan(Rehearsals rehearsals, Settings settings) {
        this.rehearsals = rehearsals;
        this.settings = settings;
    }

    /**
     * A plain scan.
     *
     * @param version 4 or 6
     * @param ports how many ports it tries
     */
    public record Scan(Transport transport, int version, int ports) {}

    /** The longest gap between two probes, in whole seconds up to a day, at which the scan is found; empty where not even at one second. */
    public Optional<Duration> gap(Scan scan) throws Refused {
        long found = 0;
        long missed = LONGEST.toSeconds() + 1;
        if (isFound(scan, LONGEST.toSeconds())) return Optional.of(LONGEST);
        while (missed - found > 1) {
            long middle = (found + missed) / 2;
            if (isFound(scan, middle)) found = middle;
            else missed = middle;
        }
        return found == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(found));
    }

    private boolean isFound(Scan scan, long gapSeconds) throws Refused {
        MemoryJournal journal = new MemoryJournal();
        Address host = address(scan.version() == 4 ? "192.0.2.1" : "2001:db8::1");
        try (Stage stage = rehearsals.open(settings, serving(host), journal)) {
            for (int i = 0; i < scan.ports(); i++) probe(stage, scan, host, i, NOON + i * gapSeconds * SECOND);
        }
        return journal.entries().stream().anyMatch(entry -> entry instanceof Alarm alarm && !alarm.isShadow());
    }

    private static Host serving(Address host) {
        List<PortRange> ports = List.of(new PortRange(22, 22), new PortRange(80, 80), new PortRange(443, 443));
        return new Host(
                List.of(Network.of(host)),
                List.of(),
                List.of(new Served(host, Transport.TCP, new Ports(ports))),
                List.of());
    }

    private static void probe(Stage stage, Scan scan, Address host, int index, long nanos) {
        Address scanner = address(scan.version() == 4 ? "203.0.113.9" : "2001:db8:9::9");
        boolean isTcp = scan.transport() == Transport.TCP;
        int port = (isTcp ? TCP_PORTS : UDP_PORTS).get(index);
        int from = 40_000 + index;
        send(
                stage,
                scanner,
                host,
                isTcp ? Crafted.tcp(host, from, port, SYN, 0, Tool.NONE) : Crafted.udp(from, port, 8),
                nanos);
        if (isTcp) send(stage, host, scanner, Crafted.tcp(scanner, port, from, RST_ACK, 0, Tool.NONE), nanos + 200_000);
    }

    private static void send(Stage stage, Address from, Address to, Crafted.Segment segment, long nanos) {
        Crafted.Envelope envelope = new Crafted.Envelope(from, to, 64, false, false, 0, false, 1);
        for (byte[] frame : Crafted.frames(envelope, segment)) stage.take(nanos, frame);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
