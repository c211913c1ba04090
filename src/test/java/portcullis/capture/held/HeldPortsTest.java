package portcullis.capture.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portcullis.fact.Address;
import portcullis.fact.Outcome.State;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

/** Real sockets on loopback, on ports that the kernel has chosen. */
@Timeout(60)
class HeldPortsTest {
    private static final Address CALLER = Address.of("127.0.0.1");

    private final BlockingQueue<Boolean> later = new LinkedBlockingQueue<>();
    private HeldPorts held;
    private Thread thread;

    @BeforeEach
    void begin() throws IOException {
        begin(Descriptors.ofThisProcess());
    }

    private void begin(Descriptors descriptors) throws IOException {
        held = new HeldPorts(descriptors);
        thread = new Thread(held::run, "held");
        thread.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        held.close();
        thread.join();
    }

    @Test
    void whoCallsIsAcceptedAndHungUpOnAfterTwoSecondsOverBothFamilies() throws IOException {
        int port = free(1)[0];
        hold(ports(port));

        for (String host : List.of("127.0.0.1", "::1"))
            try (Socket caller = new Socket(host, port)) {
                awaitCallers(1);
                held.poll(Ports.NONE, Ports.NONE);
                assertThat(held.callers()).isEqualTo(1);
                held.poll(Ports.NONE, Ports.NONE);
                assertThat(held.callers()).isZero();
                assertThat(caller.getInputStream().read()).isEqualTo(-1);
            }
    }

    @Test
    void aSourceReadsWhatIsSaidOnEachOfItsConnections() throws IOException {
        int[] ports = free(2);
        hold(ports(ports));

        try (Socket first = new Socket("127.0.0.1", ports[0]);
                Socket second = new Socket("127.0.0.1", ports[1]);
                Socket other = new Socket("::1", ports[0])) {
            awaitCallers(3);
            assertThat(held.say(CALLER, "Go away, ü", later::add)).isEqualTo(State.DONE);

            assertThat(heard(first)).isEqualTo("Go away, ü");
            assertThat(heard(second)).isEqualTo("Go away, ü");
            hangUp();
            assertThat(heard(other)).isEmpty();
        }
        assertThat(later).isEmpty();
    }

    @Test
    void whatIsSaidBeforeTheConnectionIsAcceptedIsSaidThen() throws Exception {
        int port = free(1)[0];
        hold(ports(port));

        assertThat(held.say(CALLER, "Go away", later::add)).isEqualTo(State.WAITING);
        try (Socket caller = new Socket("127.0.0.1", port)) {
            assertThat(heard(caller)).isEqualTo("Go away");
        }

        assertThat(later.take()).isTrue();
    }

    @Test
    void whereNobodyCallsItIsToldThatNobodyHeard() throws Exception {
        hold(ports(free(1)));

        assertThat(held.say(CALLER, "Go away", later::add)).isEqualTo(State.WAITING);
        assertThat(held.say(CALLER, "Go away!", later::add)).isEqualTo(State.WAITING);
        assertThat(later.take()).isFalse();
        hangUp();

        assertThat(later.take()).isFalse();
    }

    @Test
    void whoSpeaksFirstHearsAllTheSame() throws IOException {
        int port = free(1)[0];
        hold(ports(port));

        try (Socket caller = new Socket("127.0.0.1", port)) {
            caller.getOutputStream().write(new byte[3_000]);
            awaitCallers(1);
            held.say(CALLER, "Go away", later::add);
            hangUp();

            assertThat(heard(caller)).isEqualTo("Go away");
        }
    }

    @Test
    void moreCallersThanThereIsRoomForPushTheOldestOut() throws Exception {
        end();
        begin(new Descriptors(80)); // room for 10
        int port = free(1)[0];
        hold(ports(port));

        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < 11; i++) callers.add(new Socket("127.0.0.1", port));

        assertThat(heard(callers.get(0))).isEmpty();
        assertThat(held.callers()).isEqualTo(10);
        for (Socket caller : callers) caller.close();
    }

    @Test
    void whoNeverReadsAndNeverLeavesKeepsNobodyWaiting() throws IOException {
        int port = free(1)[0];
        hold(ports(port));

        try (Socket deaf = new Socket("127.0.0.1", port)) {
            awaitCallers(1);
            assertThat(held.say(CALLER, "x".repeat(20_000_000), later::add)).isEqualTo(State.DONE);
            try (Socket caller = new Socket("127.0.0.1", port)) {
                awaitCallers(2);
                assertThat(held.say(CALLER, "Go away", later::add)).isEqualTo(State.DONE);
                assertThat(heard(caller)).isEqualTo("Go away");
            }
            hangUp();
            assertThat(held.callers()).isZero();
            assertThat(deaf.isClosed()).isFalse();
        }
    }

    @Test
    void aPortThatSomebodyServesIsLeftOutUntilItComesFree() throws IOException {
        int[] ports = free(2);
        held.want(ports(ports), Ports.NONE);

        held.poll(ports(ports[0]), Ports.NONE);
        assertThat(held.ports(Transport.TCP)).isEqualTo(ports(ports[1]));
        assertThat(held.leftOut(Transport.TCP)).containsEntry(Hold.SERVED, ports(ports[0]));

        held.poll(Ports.NONE, Ports.NONE);
        assertThat(held.ports(Transport.TCP)).isEqualTo(ports(ports));
        assertThat(held.leftOut(Transport.TCP)).isEmpty();
    }

    @Test
    void aPortThatTheKernelRefusesIsLeftOutToo() throws IOException {
        int[] ports = free(2);
        try (ServerSocket service = new ServerSocket(ports[0])) {
            hold(ports(ports));

            assertThat(service.isBound()).isTrue();
            assertThat(held.ports(Transport.TCP)).isEqualTo(ports(ports[1]));
            assertThat(held.leftOut(Transport.TCP).values()).containsExactly(ports(ports[0]));
            assertThat(held.leftOut(Transport.TCP).keySet().iterator().next()).startsWith("the kernel says: ");
        }
        held.poll(Ports.NONE, Ports.NONE);
        assertThat(held.ports(Transport.TCP)).isEqualTo(ports(ports));
    }

    @Test
    void aPortThatIsWantedNoMoreCanBeServedByOthers() throws IOException {
        int port = free(1)[0];
        hold(ports(port));
        assertThatThrownBy(() -> new ServerSocket(port).close()).isInstanceOf(BindException.class);

        hold(Ports.NONE);

        awaitFree(port);
    }

    @Test
    void datagramsAreTakenAndNotAnswered() throws IOException {
        int port = free(1)[0];
        held.want(Ports.NONE, ports(port));
        held.poll(Ports.NONE, Ports.NONE);
        assertThat(held.ports(Transport.UDP)).isEqualTo(ports(port));

        try (DatagramSocket caller = new DatagramSocket()) {
            caller.connect(new InetSocketAddress("127.0.0.1", port));
            for (int i = 0; i < 5_000; i++) caller.send(new DatagramPacket(new byte[100], 100));
            assertThat(held.say(CALLER, "Go away", later::add)).isEqualTo(State.WAITING);
            hangUp();
            assertThat(later.poll()).isFalse();
        }
    }

    @Test
    void portsLeaveDescriptorsForTheRestAndSaySo() throws Exception {
        end();
        begin(new Descriptors(40)); // 5 callers, 20 for the rest
        int[] ports = free(30);

        hold(ports(ports));

        assertThat(held.ports(Transport.TCP).count()).isEqualTo(15);
        assertThat(held.leftOut(Transport.TCP).values())
                .singleElement()
                .extracting(Ports::count)
                .isEqualTo(15);
        assertThat(held.leftOut(Transport.TCP).keySet().iterator().next())
                .contains("may open 40 files and sockets", "enough for 15 ports", "ulimit -n", "LimitNOFILE");
    }

    private void hold(Ports tcp) {
        held.want(tcp, Ports.NONE);
        held.poll(Ports.NONE, Ports.NONE);
    }

    private void hangUp() {
        held.poll(Ports.NONE, Ports.NONE);
        held.poll(Ports.NONE, Ports.NONE);
    }

    private void awaitCallers(int count) {
        while (held.callers() < count) Thread.onSpinWait();
    }

    private static void awaitFree(int port) {
        for (boolean free = false; !free; ) {
            try (ServerSocket service = new ServerSocket(port)) {
                free = service.isBound();
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    /** What the peer says until it ends. */
    private static String heard(Socket caller) throws IOException {
        return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int[] free(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) sockets.add(new ServerSocket(0, 1, InetAddress.getByName("::")));
        int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        for (ServerSocket socket : sockets) socket.close();
        return ports;
    }

    private static Ports ports(int... ports) {
        BitSet bits = new BitSet();
        for (int port : ports) bits.set(port);
        return Ports.of(bits);
    }
}
