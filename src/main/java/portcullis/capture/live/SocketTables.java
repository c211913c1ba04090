package portcullis.capture.live;

import static java.util.Objects.requireNonNull;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Address;
import portcullis.fact.AdminSession;
import portcullis.fact.Established;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/**
 * What this host serves and to whom it speaks, from the kernel's socket tables in /proc/net: no port is probed by binding it. Sees
 * the sockets of its own network namespace only. Whether an IPv6 socket takes IPv4 as well is not in the tables; it is believed
 * to, unless the host says otherwise for all ({@code bindv6only}): a port too many is called served rather than one too few.
 */
public final class SocketTables {
    private static final int ESTABLISHED = 1;
    private static final int SYN_RECEIVED = 3; // made by a lone SYN, which anybody can forge
    private static final int CLOSED = 7;
    private static final int LISTEN = 10;
    private static final int NEW_SYN_RECEIVED = 12;
    /** ICMP, ICMPv6, and raw packets of any protocol. */
    private static final Ports TOOLS =
            new Ports(List.of(new PortRange(1, 1), new PortRange(58, 58), new PortRange(255, 255)));

    private static final PortRange USUAL_EPHEMERAL = new PortRange(32_768, 60_999);

    private final Path proc;
    private final Ports administration;
    private final SocketLines lines;
    private PortRange ephemeral;

    public SocketTables(Ports administration) {
        this(Path.of("/proc"), administration, ByteOrder.nativeOrder());
    }

    SocketTables(Path proc, Ports administration, ByteOrder machine) {
        this.proc = requireNonNull(proc, "proc");
        this.administration = requireNonNull(administration, "administration");
        this.lines = new SocketLines(machine);
        this.ephemeral = readEphemeral();
    }

    /**
     * Reads the tables as they are now.
     *
     * @param own the host's addresses, for sockets that serve all IPv6 addresses and no other
     * @param withConnections whether connections are wanted too: at the start they are, later they cost more than they tell
     */
    public Sockets read(List<Address> own, boolean withConnections) throws CaptureFailed {
        ephemeral = readEphemeral();
        Collecting found = new Collecting(own, withConnections);
        read("tcp", found::tcp);
        read("tcp6", found::tcp);
        read("udp", found::udp);
        read("udp6", found::udp);
        read("raw", found::raw);
        read("raw6", found::raw);
        SctpEndpoints.read(proc.resolve("net/sctp/eps"), found::sctp);
        return found.sockets();
    }

    private void read(String table, SocketLines.Reader reader) throws CaptureFailed {
        Path file = proc.resolve("net").resolve(table);
        try (InputStream in = new FileInputStream(file.toFile())) {
            lines.read(in, reader);
        } catch (FileNotFoundException e) {
            // a kernel without IPv6 has half of them; one without any is caught by who reads nothing at all
            if (Files.exists(file)) throw CaptureFailed.unavailable(file + ": cannot be read: " + e.getMessage(), e);
            if (table.equals("tcp") || table.equals("udp"))
                throw CaptureFailed.unavailable(file + ": is missing; is /proc mounted?", e);
        } catch (IOException e) {
            throw CaptureFailed.unavailable(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Ports that the kernel gave to sockets that ask for none, when the tables were read last. */
    public PortRange ephemeral() {
        return ephemeral;
    }

    private PortRange readEphemeral() {
        String[] words = text("sys/net/ipv4/ip_local_port_range").split("\\s+");
        try {
            return new PortRange(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return USUAL_EPHEMERAL;
        }
    }

    private boolean isIpv6Alone() {
        return text("sys/net/ipv6/bindv6only").equals("1");
    }

    private String text(String file) {
        try (InputStream in = new FileInputStream(proc.resolve(file).toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Lines of the tables that were not understood so far, a heading a table and reading included. */
    public long oddLines() {
        return lines.odd();
    }

    private final class Collecting {
        private final List<Address> own;
        private final boolean withConnections;
        private final boolean isIpv6Alone = isIpv6Alone();
        private final PortTable services = new PortTable();
        private final PortTable ownPorts = new PortTable();
        private final BitSet listening = new BitSet();
        private final List<Established> established = new ArrayList<>();
        private final List<AdminSession> candidates = new ArrayList<>();

        Collecting(List<Address> own, boolean withConnections) {
            this.own = List.copyOf(own);
            this.withConnections = withConnections;
        }

        void tcp(SocketLines line) {
            switch (line.state) {
                case LISTEN -> {
                    listening.set(line.localPort);
                    bound(services, Transport.TCP, line);
                }
                case CLOSED, SYN_RECEIVED, NEW_SYN_RECEIVED -> {}
                default -> connection(line);
            }
        }

        private void connection(SocketLines line) {
            boolean isAdministration = line.state == ESTABLISHED && administration.covers(line.localPort);
            if (!withConnections && !isAdministration) return;
            Address peer = new Address(line.peerHigh, line.peerLow);
            if (withConnections) {
                Address local = new Address(line.localHigh, line.localLow);
                established.add(new Established(Transport.TCP, local, line.localPort, peer, line.peerPort));
            }
            long socket = isAdministration ? line.socket() : 0; // 0: no program has taken the connection
            if (socket != 0) candidates.add(new AdminSession(peer, line.localPort, socket));
        }

        void udp(SocketLines line) {
            bound(ephemeral.covers(line.localPort) ? ownPorts : services, Transport.UDP, line);
        }

        /** A program that speaks a protocol of its own, such as OSPF or VRRP; pings and forgers of packets have such sockets, too. */
        void raw(SocketLines line) {
            if (!TOOLS.covers(line.localPort)) bound(services, Transport.PROTOCOL, line);
        }

        void sctp(Address address, int port) {
            bound(services, Transport.SCTP, address, port);
        }

        private void bound(PortTable table, Transport transport, SocketLines line) {
            bound(table, transport, new Address(line.localHigh, line.localLow), line.localPort);
        }

        private void bound(PortTable table, Transport transport, Address address, int port) {
            if (!address.equals(Served.EVERYWHERE) || !isIpv6Alone) table.add(transport, address, port);
            else for (Address each : own) if (each.version() == 6) table.add(transport, each, port);
        }

        /** Inbound are connections to a port on which the host listens; the rest began here. */
        Sockets sockets() {
            List<AdminSession> inbound = candidates.stream()
                    .filter(session -> listening.get(session.localPort()))
                    .toList();
            return new Sockets(services.served(), ownPorts.served(), established, inbound);
        }
    }
}
