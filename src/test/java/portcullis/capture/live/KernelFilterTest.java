package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** Each filter is compiled by libpcap and run by it; without libpcap these tests are skipped with a word. */
class KernelFilterTest {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final int FIRST_FRAGMENT = 0x2000;
    private static final Address US = Address.of("192.0.2.1");
    private static final Address OTHER = Address.of("192.0.2.7");
    private static final Address US_6 = Address.of("2001:db8::1");
    private static final Address THEM = Address.of("203.0.113.9");
    private static final Address THEM_6 = Address.of("2001:db8::9");
    private static final PortRange EPHEMERAL = new PortRange(32_768, 60_999);

    private static PcapHandle dead;

    private final List<Served> served = new ArrayList<>(List.of(
            new Served(Served.EVERYWHERE, Transport.TCP, ports(22, 443)),
            new Served(Served.EVERYWHERE_IPV4, Transport.TCP, ports(80)),
            new Served(US, Transport.TCP, ports(25)),
            new Served(Address.of("127.0.0.1"), Transport.TCP, ports(631)),
            new Served(Served.EVERYWHERE, Transport.UDP, ports(53))));
    private final List<Network> watched = new ArrayList<>(List.of(Network.of(US), Network.of(OTHER), Network.of(US_6)));
    private Ports watchedTcp = new Ports(List.of(new PortRange(1, 1023), new PortRange(40_000, 40_010)));
    private Ports watchedUdp = new Ports(List.of(new PortRange(1, 1023)));
    private Ports watchedReplies = Ports.NONE;
    private Ports heldTcp = Ports.NONE;
    private final Map<Kind, Ports> beyond = new EnumMap<>(Kind.class);

    @BeforeAll
    static void open() {
        try {
            dead = Pcaps.openDead(DataLinkType.EN10MB, 65_535);
        } catch (PcapNativeException | LinkageError e) {
            assumeTrue(false, "SKIPPED: libpcap is missing: " + e.getMessage());
        }
    }

    @AfterAll
    static void close() {
        if (dead != null) dead.close();
    }

    @Test
    void whatMayProbeAnywhereIsPassed() {
        for (int flags :
                new int[] {SYN, 0, FIN, FIN | PSH | URG, URG, SYN | FIN, SYN | ACK, SYN | FIN | ACK, SYN | 0xC0})
            for (int port : new int[] {1, 22, 443, 80, 5000, 40_000, 65_535}) {
                assertReceived(tcp(THEM, US, 4444, port, flags)).isTrue();
                assertReceived(tcp(THEM_6, US_6, 4444, port, flags)).isTrue();
            }
    }

    @Test
    void aLoneAckIsPassedToWatchedUnservedPortsOnly() {
        for (int flags : new int[] {ACK, ACK | FIN, ACK | PSH, ACK | URG, ACK | 0x40}) {
            assertReceived(tcp(THEM, US, 4444, 21, flags)).isTrue();
            assertReceived(tcp(THEM_6, US_6, 4444, 21, flags)).isTrue();
            for (int port : new int[] {22, 443, 1024, 39_999, 65_535}) {
                assertReceived(tcp(THEM, US, 4444, port, flags)).isFalse();
                assertReceived(tcp(THEM_6, US_6, 4444, port, flags)).isFalse();
            }
        }
        assertReceived(tcp(THEM, US, 4444, 80, ACK)).isFalse();
        assertReceived(tcp(THEM_6, US_6, 4444, 80, ACK)).isTrue(); // served by 0.0.0.0 only
        assertReceived(tcp(THEM, US, 4444, 25, ACK)).isFalse();
        assertReceived(tcp(THEM, OTHER, 4444, 25, ACK)).isTrue(); // served on the other address only
        assertReceived(tcp(THEM, US, 4444, 631, ACK)).isTrue(); // served on loopback only
        assertReceived(tcp(THEM, US, 4444, 21, RST)).isFalse();
        assertReceived(tcp(THEM, US, 4444, 21, RST | ACK)).isFalse();
    }

    @Test
    void whatWeDownloadToAnEphemeralPortIsNotPassedThoughItIsWatched() {
        assertReceived(tcp(THEM, US, 443, 40_000, ACK)).isTrue();
        assertReceived(tcp(THEM_6, US_6, 443, 40_000, ACK)).isTrue();
        assertReceived(tcp(THEM, US, 443, 40_000, ACK, 1)).isFalse();
        assertReceived(tcp(THEM_6, US_6, 443, 40_000, ACK | PSH, 900)).isFalse();
        assertReceived(tcp(THEM, US, 443, 21, ACK, 900)).isTrue();
    }

    @Test
    void aDatagramIsPassedToWatchedUnservedPortsOnly() {
        assertReceived(udp(THEM, US, 4444, 161)).isTrue();
        assertReceived(udp(THEM_6, US_6, 4444, 161)).isTrue();
        assertReceived(udp(THEM, US, 4444, 53)).isFalse();
        assertReceived(udp(THEM_6, US_6, 4444, 53)).isFalse();
        assertReceived(udp(THEM, US, 53, 5000)).isFalse();
    }

    @Test
    void whatLooksLikeAnAnswerIsPassedWhereAModeCountsIt() {
        watchedUdp = new Ports(List.of(new PortRange(1, 65_535)));
        watchedReplies = ports(31_337);
        for (Address[] ends : new Address[][] {{THEM, US}, {THEM_6, US_6}}) {
            assertReceived(udp(ends[0], ends[1], 4444, 40_000)).isTrue();
            assertReceived(udp(ends[0], ends[1], 53, 40_000)).isFalse();
            assertReceived(udp(ends[0], ends[1], 53, 31_337)).isTrue();
            assertReceived(udp(ends[0], ends[1], 53, 161)).isTrue();
            assertSent(udp(ends[1], ends[0], 40_000, 4444)).isTrue();
            assertSent(udp(ends[1], ends[0], 40_000, 53)).isFalse();
            assertSent(udp(ends[1], ends[0], 31_337, 53)).isTrue();
            assertSent(udp(ends[1], ends[0], 53, 4444)).isFalse();
        }
    }

    @Test
    void whatAsksBesideTcpAndUdpIsPassedWhereAModeCountsIt() {
        Map<Kind, byte[][]> asking = Map.of(
                Kind.INIT,
                        new byte[][] {
                            sctp(THEM, US, 1), sctp(THEM, US, 10), sctp(THEM_6, US_6, 1), sctp(THEM_6, US_6, 10)
                        },
                Kind.ECHO, new byte[][] {icmp(THEM, US, 8), icmp(THEM_6, US_6, 128)},
                Kind.TIMESTAMP, new byte[][] {icmp(THEM, US, 13)},
                Kind.MASK, new byte[][] {icmp(THEM, US, 17)},
                Kind.PROTOCOL,
                        new byte[][] {
                            ip(2, THEM, US, 0, new byte[8]),
                            ip(89, THEM, OTHER, 0, new byte[0]),
                            ip(89, THEM_6, US_6, 0, new byte[4])
                        },
                Kind.WHO_HAS,
                        new byte[][] {
                            arp(1, THEM, US),
                            arp(1, THEM, OTHER),
                            arp(1, THEM, Address.of("192.0.2.99")),
                            solicitation(THEM_6)
                        });
        asking.forEach((kind, packets) -> {
            for (byte[] packet : packets)
                assertReceived(packet).as("%s, off", kind).isFalse();
        });

        everythingBeyond();

        asking.forEach((kind, packets) -> {
            for (byte[] packet : packets) assertReceived(packet).as("%s", kind).isTrue();
        });
    }

    @Test
    void whatIsNoQuestionOrComesInBulkIsNotPassed() {
        everythingBeyond();
        served.add(new Served(Served.EVERYWHERE_IPV4, Transport.PROTOCOL, ports(112)));

        for (int chunk : new int[] {0, 2, 3, 4, 6, 11})
            assertReceived(sctp(THEM, US, chunk)).isFalse();
        for (int type : new int[] {0, 3, 11, 14, 9, 10})
            assertReceived(icmp(THEM, US, type)).isFalse();
        for (int type : new int[] {1, 129, 130, 133, 134, 136, 143})
            assertReceived(icmp(THEM_6, US_6, type)).isFalse();
        for (int tunnel : new int[] {4, 41, 47, 50, 55, 94, 97, 98, 108, 115, 136, 137}) {
            assertReceived(ip(tunnel, THEM, US, 0, new byte[900])).isFalse();
            assertReceived(ip(tunnel, THEM_6, US_6, 0, new byte[900])).isFalse();
        }
        assertReceived(ip(44, THEM_6, US_6, 0, new byte[] {50, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}))
                .isFalse();
        assertReceived(ip(112, THEM, US, 0, new byte[8])).isFalse(); // a program of ours speaks it
        assertReceived(ip(89, THEM, Address.of("224.0.0.5"), 0, new byte[8])).isFalse();
        assertReceived(ip(2, THEM, Address.of("224.0.0.22"), 0, new byte[8])).isFalse();
        assertReceived(ip(89, THEM_6, Address.of("ff02::5"), 0, new byte[8])).isFalse();
        assertReceived(ip(89, THEM, US, 185, new byte[8])).isFalse(); // a later fragment
        assertReceived(icmp(THEM, Address.of("198.51.100.1"), 8)).isFalse();
        assertReceived(arp(2, THEM, US)).isFalse();
        assertReceived(arp(1, Address.of("0.0.0.0"), US)).isFalse();
        assertReceived(solicitation(Address.of("::"))).isFalse();
        for (byte[] ours :
                new byte[][] {arp(1, US, THEM), arp(1, OTHER, THEM), solicitation(US_6), icmp(US, THEM, 8)}) {
            assertReceived(ours).isFalse();
            assertSent(ours).isFalse();
        }
        for (int port : new int[] {22, 443})
            assertReceived(tcp(THEM, US, 4444, port, ACK, 900)).isFalse();
    }

    private void everythingBeyond() {
        Ports all = new Ports(List.of(new PortRange(0, 255)));
        for (Kind kind : List.of(Kind.INIT, Kind.ECHO, Kind.TIMESTAMP, Kind.MASK, Kind.PROTOCOL, Kind.WHO_HAS))
            beyond.put(kind, all);
    }

    @Test
    void everyFragmentOfTcpIsPassedAndOfUdpTheFirst() {
        byte[] tiny = ip(6, THEM, US, FIRST_FRAGMENT, new byte[8]);
        byte[] rest = ip(6, THEM, US, 1, new byte[12]);
        byte[] whole = ip(6, THEM, US, 0, new byte[8]);
        byte[] udpFirst = ip(17, THEM, US, FIRST_FRAGMENT, udpHeader(4444, 161, 1000));
        byte[] udpRest = ip(17, THEM, US, 185, udpHeader(4444, 161, 1000));

        assertReceived(tiny).isTrue();
        assertReceived(rest).isTrue();
        assertReceived(whole).isFalse(); // a header cut short, which hosts refuse
        assertReceived(udpFirst).isTrue();
        assertReceived(udpRest).isFalse();
    }

    @Test
    void whatStandsBehindExtensionHeadersIsPassed() {
        for (int next : new int[] {0, 43, 51, 60, 135, 139, 140, 44})
            assertReceived(ip(next, THEM_6, US_6, 0, new byte[16])).isTrue();
        for (int next : new int[] {58, 41, 50, 59, 47})
            assertReceived(ip(next, THEM_6, US_6, 0, new byte[16])).isFalse();
        byte[] membership =
                ip(0, THEM_6, US_6, 0, new byte[] {58, 0, 5, 2, 0, 0, 1, 0, (byte) 143, 0, 0, 0, 0, 0, 0, 0});
        assertReceived(membership).isFalse();
        byte[] laterUdp = ip(44, THEM_6, US_6, 0, new byte[] {17, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        byte[] laterTcp = ip(44, THEM_6, US_6, 0, new byte[] {6, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        assertReceived(laterUdp).isFalse();
        assertReceived(laterTcp).isTrue();
    }

    @Test
    void whatIsForOthersIsNotPassedButWhatIsForMany() {
        assertReceived(tcp(THEM, Address.of("198.51.100.1"), 4444, 21, SYN)).isFalse();
        assertReceived(tcp(THEM_6, Address.of("2001:db8::7"), 4444, 21, SYN)).isFalse();
        for (String many : List.of("192.0.2.255", "255.255.255.255", "224.0.0.251"))
            assertReceived(udp(THEM, Address.of(many), 4444, 161)).isTrue();
        assertReceived(udp(THEM_6, Address.of("ff02::1"), 4444, 161)).isTrue();
        assertReceived(udp(US, Address.of("192.0.2.255"), 4444, 161)).isFalse();
        assertReceived(udp(US_6, Address.of("ff02::1"), 4444, 161)).isFalse();

        watched.clear();
        assertReceived(tcp(THEM, Address.of("198.51.100.1"), 4444, 21, SYN)).isTrue();
        assertReceived(tcp(THEM_6, Address.of("2001:db8::7"), 4444, 21, SYN)).isTrue();
    }

    @Test
    void aHostWithoutIpv6LooksAtNone() {
        watched.remove(Network.of(US_6));

        assertReceived(tcp(THEM_6, US_6, 4444, 21, SYN)).isFalse();
        assertSent(tcp(US_6, THEM_6, 4444, 21, SYN)).isFalse();
        assertReceived(tcp(THEM, US, 4444, 21, SYN)).isTrue();
    }

    @Test
    void ofWhatWeSendOurQuestionsArePassed() {
        assertSent(tcp(US, THEM, 40_000, 443, SYN)).isTrue();
        assertSent(tcp(US_6, THEM_6, 40_000, 443, SYN)).isTrue();
        assertSent(udp(US, THEM, 123, 123)).isTrue();
        assertSent(udp(US_6, THEM_6, 123, 123)).isTrue();
        assertSent(udp(US, THEM, 53, 4444)).isFalse();
        assertSent(udp(US, THEM, 40_000, 53)).isFalse(); // no answer to it can be taken for a probe
        assertSent(tcp(US, THEM, 80, 4444, SYN | ACK)).isFalse();
        assertSent(tcp(US, THEM, 80, 4444, ACK)).isFalse();
        assertSent(tcp(THEM, Address.of("198.51.100.1"), 80, 4444, SYN)).isFalse(); // forwarded
    }

    @Test
    void ofAHandshakeOnAPortThatWeHoldBothSidesArePassedAndElsewhereOurAnswerIsNot() {
        heldTcp = ports(79, 40_005);
        for (int port : new int[] {79, 40_005}) {
            for (Address[] ends : new Address[][] {{US, THEM}, {OTHER, THEM}, {US_6, THEM_6}}) {
                assertReceived(tcp(ends[1], ends[0], 4444, port, SYN)).isTrue();
                assertSent(tcp(ends[0], ends[1], port, 4444, SYN | ACK)).isTrue();
                assertSent(tcp(ends[0], ends[1], port, 4444, SYN | ACK | 0x40)).isTrue(); // ECN
                assertReceived(tcp(ends[1], ends[0], 4444, port, ACK)).isTrue();
            }
            assertSent(tcp(US, THEM, port, 4444, ACK | PSH, 100)).isFalse(); // the banner
            assertSent(tcp(US, THEM, port, 4444, FIN | ACK)).isFalse();
            assertSent(tcp(THEM, Address.of("198.51.100.1"), port, 4444, SYN | ACK))
                    .isFalse(); // forwarded
        }
        for (int port : new int[] {22, 25, 443, 2000}) {
            assertSent(tcp(US, THEM, port, 4444, SYN | ACK)).isFalse();
            assertSent(tcp(US_6, THEM_6, port, 4444, SYN | ACK)).isEqualTo(port == 25); // served over IPv4 only
        }
    }

    @Test
    void theAnswerOfASocketThatListensForAMomentIsPassed() {
        assertSent(tcp(US, THEM, 40_001, 4444, SYN | ACK)).isTrue();
        assertSent(tcp(US_6, THEM_6, 40_001, 4444, SYN | ACK)).isTrue();
        assertSent(tcp(US, THEM, 40_001, 4444, ACK)).isFalse();
        assertSent(tcp(US, THEM, 80, 4444, SYN | ACK)).isFalse();
    }

    @Test
    void theAnswersOfABusyServerAreNotPassedHoweverManyPortsWeHold() {
        heldTcp = scattered(new Random(5), 4_000);
        watchedTcp = heldTcp;

        BpfProgram program = compile(filter().sent());

        for (int port : heldTcp.bits().stream()
                .filter(each -> each != 22 && each != 443)
                .limit(500)
                .toArray())
            assertThat(passes(program, tcp(US, THEM, port, 4444, SYN | ACK))).isTrue();
        for (int busy : new int[] {22, 443})
            assertThat(passes(program, tcp(US, THEM, busy, 4444, SYN | ACK))).isFalse();
        program.free();
        assertThat(instructions(filter().text())).isLessThan(4_096);
    }

    /** Whatever a rule may count must pass; what stands between the ports that it looks at may. */
    @Test
    void nothingThatCountsIsKeptBackHoweverCoarseTheFilter() {
        Random random = new Random(7);
        for (int round = 0; round < 4; round++) {
            watchedTcp = scattered(random, 20 + 1500 * round);
            watchedUdp = scattered(random, 20 + 1500 * round);
            watchedReplies = scattered(random, 20 + 1500 * round);
            BpfProgram program = compile(filter().received());
            for (int i = 0; i < 2000; i++) {
                int port = random.nextInt(PortRange.PORTS);
                int flags = random.nextInt(64);
                Kind kind = Kind.ofFlags(flags);
                boolean isLone = kind == Kind.ACK || kind == Kind.MAIMON;
                boolean counts = kind != Kind.RST && (!isLone || watchedTcp.covers(port) && port != 22 && port != 443);
                if (counts && !(port == 80 || port == 25)) {
                    assertThat(passes(program, tcp(THEM, US, 4444, port, flags)))
                            .as("%s to %d", kind, port)
                            .isTrue();
                    assertThat(passes(program, tcp(THEM_6, US_6, 4444, port, flags)))
                            .isTrue();
                }
                if (watchedUdp.covers(port) && port != 53)
                    assertThat(passes(program, udp(THEM, US, 4444, port))).isTrue();
                boolean looksLikeAnswer = port >= 1024;
                if (looksLikeAnswer ? watchedReplies.covers(port) : watchedUdp.covers(port) && port != 53)
                    assertThat(passes(program, udp(THEM, US, 123, port))).isTrue();
            }
            for (int busy : new int[] {22, 443})
                assertThat(passes(program, tcp(THEM, US, 4444, busy, ACK, 900)))
                        .as("bulk, round " + round)
                        .isFalse();
            program.free();
        }
    }

    @Test
    @Timeout(30)
    void thousandsOfScatteredPortsAndManyAddressesStayAProgramThatTheKernelTakes() {
        Random random = new Random(3);
        watchedTcp = scattered(random, 8000);
        watchedUdp = scattered(random, 8000);
        watchedReplies = scattered(random, 8000);
        everythingBeyond();
        heldTcp = scattered(random, 8000);
        for (int i = 0; i < 100; i++) {
            watched.add(Network.of(Address.of("192.0.2." + (100 + i))));
            watched.add(Network.of(Address.of("2001:db8::" + (100 + i))));
            served.add(new Served(Address.of("192.0.2." + (100 + i)), Transport.TCP, scattered(random, 20)));
        }

        assertThat(instructions(filter().text())).isLessThan(4096);

        watched.subList(60, watched.size()).clear();
        assertThat(filter().text()).doesNotContain("inbound");
        assertThat(instructions(filter().text())).isLessThan(4096);

        watched.clear();
        assertThat(filter().text()).contains("inbound");
        assertThat(instructions(filter().text())).isLessThan(4096);
    }

    private KernelFilter filter() {
        Map<Kind, Ports> kinds = new EnumMap<>(beyond);
        kinds.put(Kind.ACK, watchedTcp);
        kinds.put(Kind.UDP, watchedUdp);
        BitSet fromServices = watchedUdp.bits();
        fromServices.clear(1024, PortRange.PORTS);
        fromServices.or(watchedReplies.bits());
        kinds.put(Kind.UDP_REPLY, Ports.of(fromServices));
        return new KernelFilter(
                kinds,
                heldTcp,
                served,
                watched,
                List.of(Network.parse("192.0.2.0/24").orElseThrow()),
                EPHEMERAL);
    }

    private org.assertj.core.api.AbstractBooleanAssert<?> assertReceived(byte[] packet) {
        return assertThat(passes(filter().received(), packet));
    }

    private org.assertj.core.api.AbstractBooleanAssert<?> assertSent(byte[] packet) {
        return assertThat(passes(filter().sent(), packet));
    }

    private static boolean passes(String filter, byte[] packet) {
        BpfProgram program = compile(filter);
        boolean passes = passes(program, packet);
        program.free();
        return passes;
    }

    private static boolean passes(BpfProgram program, byte[] packet) {
        return program.applyFilter(packet);
    }

    private static BpfProgram compile(String filter) {
        try {
            return dead.compileFilter(filter, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
        } catch (PcapNativeException | NotOpenException e) {
            throw new AssertionError(e.getMessage() + " in " + filter, e);
        }
    }

    /** pcap4j does not say how long a program is, but shows the native structure, which begins with it. */
    private static int instructions(String filter) {
        BpfProgram program = compile(filter);
        try {
            var getter = BpfProgram.class.getDeclaredMethod("getProgram");
            getter.setAccessible(true);
            return ((com.sun.jna.Structure) getter.invoke(program)).getPointer().getInt(0);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        } finally {
            program.free();
        }
    }

    private static Ports ports(int... ports) {
        return new Ports(
                IntStream.of(ports).mapToObj(port -> new PortRange(port, port)).toList());
    }

    private static Ports scattered(Random random, int count) {
        BitSet bits = new BitSet();
        for (int i = 0; i < count; i++) bits.set(random.nextInt(PortRange.PORTS));
        return Ports.of(bits);
    }

    private static byte[] tcp(Address from, Address to, int source, int target, int flags) {
        return tcp(from, to, source, target, flags, 0);
    }

    private static byte[] tcp(Address from, Address to, int source, int target, int flags, int payload) {
        ByteBuffer bytes = ByteBuffer.allocate(20 + payload);
        bytes.putShort(0, (short) source)
                .putShort(2, (short) target)
                .put(12, (byte) 0x50)
                .put(13, (byte) flags);
        return ip(6, from, to, 0, bytes.array());
    }

    private static byte[] udp(Address from, Address to, int source, int target) {
        return ip(17, from, to, 0, udpHeader(source, target, 8));
    }

    private static byte[] sctp(Address from, Address to, int chunk) {
        return ip(
                132, from, to, 0, ByteBuffer.allocate(32).put(12, (byte) chunk).array());
    }

    private static byte[] icmp(Address from, Address to, int type) {
        return ip(
                from.version() == 4 ? 1 : 58,
                from,
                to,
                0,
                ByteBuffer.allocate(32).put(0, (byte) type).array());
    }

    /** About an address of nobody here. */
    private static byte[] solicitation(Address from) {
        return icmp(from, Address.of("ff02::1:ff00:99"), 135);
    }

    private static byte[] arp(int operation, Address from, Address about) {
        return ByteBuffer.allocate(42)
                .putShort(12, (short) 0x0806)
                .putLong(14, 0x0001_0800_0604_0000L | operation)
                .putInt(28, (int) from.low())
                .putInt(38, (int) about.low())
                .array();
    }

    private static byte[] udpHeader(int source, int target, int length) {
        return ByteBuffer.allocate(length)
                .putShort((short) source)
                .putShort((short) target)
                .putShort((short) length)
                .array();
    }

    /** In Ethernet; {@code fragment} is the field of IPv4. */
    private static byte[] ip(int protocol, Address from, Address to, int fragment, byte[] payload) {
        boolean isIpv4 = from.version() == 4;
        ByteBuffer bytes = ByteBuffer.allocate(14 + (isIpv4 ? 20 : 40) + payload.length);
        bytes.putShort(12, (short) (isIpv4 ? 0x0800 : 0x86DD)).position(14);
        if (isIpv4) {
            bytes.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
            bytes.putShort((short) 7).putShort((short) fragment);
            bytes.put((byte) 64).put((byte) protocol).putShort((short) 0);
            bytes.putInt((int) from.low()).putInt((int) to.low());
        } else {
            bytes.putInt(0x60000000).putShort((short) payload.length);
            bytes.put((byte) protocol).put((byte) 64);
            bytes.putLong(from.high()).putLong(from.low()).putLong(to.high()).putLong(to.low());
        }
        return bytes.put(payload).array();
    }
}
