package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Address;
import portcullis.fact.AdminSession;
import portcullis.fact.Established;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

class SocketTablesTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final Ports SSH = new Ports(List.of(new PortRange(22, 22)));

    @TempDir
    Path proc;

    private String tcp = HEADING;
    private String tcp6 = HEADING;
    private String udp = HEADING;
    private String udp6 = HEADING;

    @Test
    void listeningSocketsServeTheirAddressAndNoOther() throws Exception {
        tcp += line("00000000:0016", "00000000:0000", "0A", 100);
        tcp += line("0100007F:1538", "00000000:0000", "0A", 101);
        tcp += line("010200C0:01BB", "00000000:0000", "0A", 102);
        tcp6 += line("B80D0120000000000000000001000000:0050", zeros() + ":0000", "0A", 103);
        tcp6 += line("0000000000000000FFFF0000010200C0:0051", zeros() + ":0000", "0A", 104);

        assertThat(read().services())
                .containsExactlyInAnyOrder(
                        served("0.0.0.0", 22),
                        served("127.0.0.1", 5432),
                        new Served(
                                Address.of("192.0.2.1"),
                                Transport.TCP,
                                new Ports(List.of(new PortRange(81, 81), new PortRange(443, 443)))),
                        served("2001:db8::1", 80));
    }

    @Test
    void aWildcardOfIpv6ServesBothFamiliesUnlessTheHostSaysOtherwise() throws Exception {
        tcp6 += line(zeros() + ":0050", zeros() + ":0000", "0A", 103);

        assertThat(read().services()).containsExactly(served("::", 80));

        write("sys/net/ipv6/bindv6only", "1\n");
        assertThat(read().services()).containsExactly(served("2001:db8::1", 80), served("2001:db8::2", 80));
    }

    @Test
    void aWordStandsAsTheMachineReadsIt() throws Exception {
        tcp += line("C0000201:0016", "00000000:0000", "0A", 100);

        assertThat(tables(ByteOrder.BIG_ENDIAN).read(List.of(), false).services())
                .containsExactly(served("192.0.2.1", 22));
    }

    @Test
    void anEphemeralUdpPortIsOurOwnAndNoService() throws Exception {
        udp += line("00000000:0035", "00000000:0000", "07", 1);
        udp += line("00000000:8001", "00000000:0000", "07", 2);
        udp += line("010200C0:9C40", "35337F0A:0035", "01", 3);

        assertThat(read().services()).containsExactly(udp("0.0.0.0", 53));
        assertThat(read().own()).containsExactly(udp("0.0.0.0", 32769), udp("192.0.2.1", 40000));
        assertThat(read().served()).hasSize(3);

        write("sys/net/ipv4/ip_local_port_range", "1024\t32768\n");
        assertThat(read().own()).isEmpty();
    }

    @Test
    void connectionsAreThoseThatWereMadeNotThoseThatALoneSynBegins() throws Exception {
        tcp += line("010200C0:9C40", "097100CB:01BB", "01", 7);
        tcp += line("010200C0:9C41", "097100CB:01BB", "06", 0);
        tcp += line("010200C0:0016", "097100CB:9C42", "03", 0);
        tcp6 += line("0000000000000000FFFF0000010200C0:0050", "0000000000000000FFFF0000097100CB:1000", "08", 9);

        assertThat(read().established())
                .containsExactly(established(40000, 443), established(40001, 443), established(80, 4096));
        assertThat(tables(ByteOrder.LITTLE_ENDIAN).read(List.of(), false).established())
                .isEmpty();
    }

    @Test
    void anAdministratorIsWhoCameToAListeningPortAndWasTakenIn() throws Exception {
        tcp += line("00000000:0016", "00000000:0000", "0A", 100);
        tcp += line("010200C0:0016", "097100CB:9C40", "01", 555);
        tcp += line("010200C0:0016", "097100CB:9C41", "01", 0); // waits to be accepted
        tcp += line("010200C0:0016", "097100CB:9C42", "06", 0);
        tcp += line("010200C0:9C43", "097100CB:0016", "01", 556); // we are the client

        assertThat(read().administrators()).containsExactly(new AdminSession(Address.of("203.0.113.9"), 22, 555));
    }

    @Test
    void withoutAListenerNobodyCameFromOutside() throws Exception {
        tcp += line("010200C0:0016", "097100CB:9C40", "01", 555);

        assertThat(read().administrators()).isEmpty();
    }

    @Test
    void listeningSctpEndpointsServeEachOfTheirAddresses() throws Exception {
        write(
                "net/sctp/eps",
                " ENDPT     SOCK   STY SST HBKT LPORT   UID INODE LADDRS\n"
                        + "00000000 00000000 2   10  11   2905      0 34001 192.0.2.1 2001:0db8:0000:0000:0000:0000:0000:0001 \n"
                        + "00000000 00000000 1   10  36   36412     0 34002 0.0.0.0 \n"
                        + "00000000 00000000 1   7   12   40000     0 34003 0.0.0.0 \n" // a client
                        + "cut short\n");

        assertThat(read().services())
                .containsExactly(sctp("0.0.0.0", 36412), sctp("192.0.2.1", 2905), sctp("2001:db8::1", 2905));
    }

    @Test
    void whoHasARawSocketSpeaksThatProtocolButPingsDoNot() throws Exception {
        write(
                "net/raw",
                HEADING
                        + line("00000000:0059", "00000000:0000", "07", 1)
                        + line("00000000:0001", "00000000:0000", "07", 2));
        write(
                "net/raw6",
                HEADING
                        + line(zeros() + ":003A", zeros() + ":0000", "07", 3)
                        + line(zeros() + ":00FF", zeros() + ":0000", "07", 3));

        assertThat(read().services())
                .containsExactly(new Served(Address.of("0.0.0.0"), Transport.PROTOCOL, portsOf(89)));
    }

    @Test
    void oddLinesArePassedOver() throws Exception {
        String good = line("00000000:0016", "00000000:0000", "0A", 100);
        tcp += "\n   \n  1: 00000000\n 2: 0000:0016 00000000:0000 0A\n 3: 00000000:12345 00000000:0000 0A\n"
                + " 4: 00000000:0016 GGGGGGGG:0000 0A\n" + "x".repeat(200_000) + " 5: \n" + "y".repeat(5000) + "\n"
                + good.strip();

        SocketTables tables = tables(ByteOrder.LITTLE_ENDIAN);
        assertThat(tables.read(List.of(), true).services()).containsExactly(served("0.0.0.0", 22));
        assertThat(tables.oddLines()).isEqualTo(4 + 6); // four headings
    }

    @Test
    @Timeout(20)
    void aHundredThousandConnectionsAreNoBurden() throws Exception {
        StringBuilder many = new StringBuilder(tcp);
        for (int i = 0; i < 100_000; i++)
            many.append(line("010200C0:0050", String.format("%08X:%04X", i * 7, i & 0xFFFF), "01", i));
        tcp = many + line("00000000:0016", "00000000:0000", "0A", 100);

        assertThat(read().established()).hasSize(100_000);
        assertThat(read().services()).containsExactly(served("0.0.0.0", 22));
    }

    @Test
    void equalTablesAreEqual() throws Exception {
        tcp += line("00000000:0016", "00000000:0000", "0A", 100);
        Sockets before = read();
        tcp = HEADING + "\n" + line("00000000:0016", "00000000:0000", "0A", 100);

        assertThat(read()).isEqualTo(before);
    }

    @Test
    void aHostWithoutIpv6HasTwoTablesAndOneWithoutProcSaysSo() throws Exception {
        SocketTables tables = tables(ByteOrder.LITTLE_ENDIAN);
        Files.delete(proc.resolve("net/tcp6"));
        Files.delete(proc.resolve("net/udp6"));
        assertThat(tables.read(List.of(), true).services()).isEmpty();

        Files.delete(proc.resolve("net/tcp"));
        assertThatThrownBy(() -> tables.read(List.of(), true))
                .isInstanceOf(CaptureFailed.class)
                .hasMessageContaining("is missing; is /proc mounted?");
    }

    @Test
    void theSocketsOfThisHostAreFound() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "SKIPPED: no /proc/net/tcp");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                DatagramSocket datagram = new DatagramSocket(new InetSocketAddress(loopback, 0));
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket taken = server.accept()) {
            SocketTables tables = new SocketTables(portsOf(server.getLocalPort()));

            Sockets found = tables.read(List.of(), true);

            assertThat(covers(found.services(), Transport.TCP, server.getLocalPort()))
                    .isTrue();
            assertThat(covers(found.served(), Transport.UDP, datagram.getLocalPort()))
                    .isTrue();
            assertThat(covers(found.own(), Transport.UDP, datagram.getLocalPort()))
                    .isEqualTo(tables.ephemeral().covers(datagram.getLocalPort()));
            assertThat(found.established())
                    .anyMatch(each -> each.localPort() == client.getLocalPort()
                            && each.peerPort() == server.getLocalPort()
                            && each.peer().equals(Address.of("127.0.0.1")))
                    .anyMatch(each -> each.peerPort() == taken.getPort());
            assertThat(found.administrators())
                    .singleElement()
                    .satisfies(session -> assertThat(session.socket()).isPositive())
                    .satisfies(session -> assertThat(session.peer()).isEqualTo(Address.of("127.0.0.1")));
        }
    }

    private Sockets read() throws CaptureFailed, IOException {
        return tables(ByteOrder.LITTLE_ENDIAN)
                .read(List.of(Address.of("192.0.2.1"), Address.of("2001:db8::1"), Address.of("2001:db8::2")), true);
    }

    private SocketTables tables(ByteOrder machine) throws IOException {
        write("net/tcp", tcp);
        write("net/tcp6", tcp6);
        write("net/udp", udp);
        write("net/udp6", udp6);
        return new SocketTables(proc, SSH, machine);
    }

    private void write(String name, String text) throws IOException {
        Path file = proc.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String line(String local, String peer, String state, long inode) {
        return "   0: " + local + " " + peer + " " + state + " 00000000:00000000 00:00000000 00000000     0        0 "
                + inode + " 1 000000009f85d8a1 100 0 0 10 0                      \n";
    }

    private static String zeros() {
        return "0".repeat(32);
    }

    private static Ports portsOf(int port) {
        return new Ports(List.of(new PortRange(port, port)));
    }

    private static Served served(String address, int port) {
        return new Served(Address.of(address), Transport.TCP, portsOf(port));
    }

    private static Served udp(String address, int port) {
        return new Served(Address.of(address), Transport.UDP, portsOf(port));
    }

    private static Served sctp(String address, int port) {
        return new Served(Address.of(address), Transport.SCTP, portsOf(port));
    }

    private static Established established(int localPort, int peerPort) {
        return new Established(Transport.TCP, Address.of("192.0.2.1"), localPort, Address.of("203.0.113.9"), peerPort);
    }

    private static boolean covers(List<Served> served, Transport transport, int port) {
        return served.stream()
                .anyMatch(each -> each.transport() == transport && each.ports().covers(port));
    }
}
