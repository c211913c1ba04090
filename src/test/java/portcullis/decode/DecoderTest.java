package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.decode.Wire.ethernet;
import static portcullis.decode.Wire.extension;
import static portcullis.decode.Wire.hex;
import static portcullis.decode.Wire.ip4;
import static portcullis.decode.Wire.ip6;
import static portcullis.decode.Wire.join;
import static portcullis.decode.Wire.syn;
import static portcullis.decode.Wire.tcp;
import static portcullis.decode.Wire.udp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

class DecoderTest {
    private final Wire wire = new Wire();
    private final PacketView view = wire.view;

    @Test
    void aTcpPacketIsReadWhole() {
        assertThat(raw(ip4(Wire.TCP, tcp(40_000, 65_535, 0x29, new byte[7])))).isEqualTo(Decoded.PACKET);

        assertThat(view.transport()).isEqualTo(Transport.TCP);
        assertThat(view.quotedTransport()).isEqualTo(Transport.TCP);
        assertThat(view.source()).hasToString(Wire.SOURCE);
        assertThat(view.target()).hasToString(Wire.TARGET);
        assertThat(view.sourcePort()).isEqualTo(40_000);
        assertThat(view.targetPort()).isEqualTo(65_535);
        assertThat(view.flags()).isEqualTo(0x29);
        assertThat(view.window()).isEqualTo(1024);
        assertThat(view.ttl()).isEqualTo(64);
        assertThat(view.payloadLength()).isEqualTo(7);
        assertThat(view.interfaceNumber()).isEqualTo(4);
        assertThat(view.nanos()).isEqualTo(1_000_000_000L);
        assertThat(view.hasOptions() || view.isFragment()).isFalse();
    }

    @Test
    void aUdpPacketHasNeitherFlagsNorWindow() {
        raw(ip4(Wire.TCP, tcp(1, 2, 0xFF)));

        assertThat(raw(ip6(Wire.UDP, udp(53, 161, new byte[3])))).isEqualTo(Decoded.PACKET);

        assertThat(view.transport()).isEqualTo(Transport.UDP);
        assertThat(view.source()).hasToString(Wire.SOURCE_6);
        assertThat(view.targetPort()).isEqualTo(161);
        assertThat(view.flags() + view.window()).isZero();
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.ttl()).isEqualTo(55);
    }

    @Test
    void optionsOfIpv4AreStepped() {
        byte[] packet = ip4(Wire.TCP, join(hex("01010101"), syn(80)));
        packet[0] = 0x46;

        assertThat(raw(packet)).isEqualTo(Decoded.PACKET);
        assertThat(view.hasOptions()).isTrue();
        assertThat(view.targetPort()).isEqualTo(80);
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void paddingOfEthernetIsNoPayload() {
        assertThat(wire.decode(1, join(ethernet(0x0800, ip4(Wire.TCP, syn(80))), new byte[6])))
                .isEqualTo(Decoded.PACKET);
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void payloadIsWhatTheHeaderSaysNotWhatWasCaptured() {
        byte[] packet = ip4(Wire.TCP, tcp(1, 2, 0x18, new byte[1000]));

        assertThat(wire.decode(Wire.RAW, java.util.Arrays.copyOf(packet, 60), packet.length))
                .isEqualTo(Decoded.PACKET);
        assertThat(view.payloadLength()).isEqualTo(1000);
    }

    @Test
    void aTotalLengthOfZeroReachesToTheEndOfTheFrame() {
        byte[] packet = ip4(Wire.TCP, tcp(1, 2, 0x18, new byte[500]));
        packet[2] = packet[3] = 0;

        assertThat(raw(packet)).isEqualTo(Decoded.PACKET);
        assertThat(view.payloadLength()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 43, 60, 135, 139, 140})
    void extensionHeadersAreStepped(int header) {
        byte[] chain =
                join(extension(header, 8), extension(51, 24), hex("0604 0000 0000 0000"), new byte[16], syn(443));

        assertThat(raw(ip6(header, chain))).isEqualTo(Decoded.PACKET);
        assertThat(view.hasOptions()).isTrue();
        assertThat(view.targetPort()).isEqualTo(443);
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void aHeaderWhoseLengthByteIsZeroHasEightBytes() {
        assertThat(raw(ip6(60, join(hex("3C00 0104 00000000"), hex("0600 0104 00000000"), syn(9)))))
                .isEqualTo(Decoded.PACKET);
        assertThat(view.targetPort()).isEqualTo(9);
    }

    @Test
    void endlessExtensionHeadersAreGivenUp() {
        assertThat(raw(ip6(60, hex("3C00 0104 00000000".repeat(100))))).isEqualTo(Decoded.TOO_MANY_HEADERS);
    }

    @Test
    void anIpv6PacketMayNotSpeakForAnIpv4Host() {
        byte[] packet = ip6(Wire.TCP, syn(22));
        byte[] mapped = hex("00000000 00000000 0000FFFF CB007109");
        byte[] fromMapped = packet.clone();
        System.arraycopy(mapped, 0, fromMapped, 8, 16);
        byte[] toMapped = packet.clone();
        System.arraycopy(mapped, 0, toMapped, 24, 16);

        assertThat(raw(fromMapped)).isEqualTo(Decoded.MAPPED_ADDRESS);
        assertThat(raw(toMapped)).isEqualTo(Decoded.MAPPED_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"4, TUNNEL", "41, TUNNEL", "47, TUNNEL", "59, NO_NEXT_HEADER"})
    void otherProtocolsAreTold(int protocol, Decoded expected) {
        assertThat(raw(ip6(protocol, new byte[40]))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 89, 2, 255})
    void whatIsNeitherTcpNorUdpIsKnownByItsNumber(int protocol) {
        assertThat(raw(ip4(protocol, new byte[8]))).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.transport()).isEqualTo(Transport.PROTOCOL);
        assertThat(wire.view.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(wire.view.targetPort()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource({"1, INIT", "2, INIT_ACK", "10, COOKIE", "3, CHUNK"})
    void sctpIsKnownByItsFirstChunk(int type, Kind expected) {
        byte[] segment = new byte[16];
        segment[0] = 0x13;
        segment[3] = 80;
        segment[12] = (byte) type;

        assertThat(raw(ip6(132, segment))).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.kind()).isEqualTo(expected);
        assertThat(wire.view.sourcePort()).isEqualTo(0x1300);
        assertThat(wire.view.targetPort()).isEqualTo(80);
        assertThat(raw(ip6(132, new byte[12]))).isEqualTo(Decoded.BAD_HEADER);
    }

    @ParameterizedTest
    @CsvSource({"8, ECHO", "13, TIMESTAMP", "17, MASK"})
    void aPingIsKnownByItsType(int type, Kind expected) {
        assertThat(raw(ip4(Wire.ICMP, new byte[] {(byte) type, 0, 0, 0, 0, 0, 0, 0})))
                .isEqualTo(Decoded.PACKET);

        assertThat(wire.view.transport()).isEqualTo(Transport.PING);
        assertThat(wire.view.kind()).isEqualTo(expected);
    }

    @Test
    void aNeighbourSolicitationIsAboutTheAddressThatItNames() {
        byte[] solicitation = new byte[24];
        solicitation[0] = (byte) 135;
        solicitation[8] = 0x20;
        solicitation[23] = 7;

        assertThat(raw(ip6(Wire.ICMP_6, solicitation))).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.transport()).isEqualTo(Transport.NEIGHBOUR);
        assertThat(wire.view.target()).isEqualTo(Address.of("2000::7"));
        byte[] fromNobody = ip6(Wire.ICMP_6, solicitation);
        java.util.Arrays.fill(fromNobody, 8, 24, (byte) 0);
        assertThat(raw(fromNobody)).isEqualTo(Decoded.ICMP_OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 020405B4, 0, NMAP",
        "1024, 02040578, 0, NONE",
        "512, '', 0, HPING",
        "65535, '', 54321, ZMAP",
        "64240, 020405B4, 54321, NONE",
    })
    void aToolIsKnownByItsSyn(int window, String options, int identification, Tool expected) {
        byte[] syn = join(syn(22), hex(options));
        syn[12] = (byte) (syn.length * 4);
        syn[14] = (byte) (window >>> 8);
        syn[15] = (byte) window;
        byte[] packet = ip4(Wire.TCP, syn);
        packet[4] = (byte) (identification >>> 8);
        packet[5] = (byte) identification;

        assertThat(raw(packet)).isEqualTo(Decoded.PACKET);
        assertThat(wire.view.tool()).isEqualTo(expected);
    }

    @Test
    void miraisSequenceNumberIsTheTargetsAddress() {
        byte[] packet = ip4(Wire.TCP, syn(23));
        System.arraycopy(packet, 16, packet, 24, 4);

        assertThat(raw(packet)).isEqualTo(Decoded.PACKET);
        assertThat(wire.view.tool()).isEqualTo(Tool.MIRAI);
    }

    @Test
    void masscansIdentificationIsFolded() {
        byte[] syn = syn(0x1234);
        syn[14] = 4;
        syn[15] = 0;
        byte[] packet = ip4(Wire.TCP, syn);
        int sequence = packet[26] << 8 & 0xFF00 | packet[27] & 0xFF;
        int target = packet[18] << 8 & 0xFF00 | packet[19] & 0xFF;
        int folded = target ^ 0x1234 ^ sequence;
        packet[4] = (byte) (folded >>> 8);
        packet[5] = (byte) folded;

        assertThat(raw(packet)).isEqualTo(Decoded.PACKET);
        assertThat(wire.view.tool()).isEqualTo(Tool.MASSCAN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x44, BAD_HEADER", // a header of 16 bytes
        "0, 0x4F, BAD_HEADER", // options beyond the end
        "0, 0x75, NOT_IP",
        "3, 0x10, BAD_HEADER", // 16 bytes in all
        "3, 0x1E, BAD_HEADER", // ends within TCP
        "32, 0x40, BAD_HEADER", // TCP header of 16 bytes
        "32, 0xF0, BAD_HEADER", // of 60 bytes, more than there are
    })
    void headersThatHostsRefuseAreRefused(int at, String value, Decoded expected) {
        byte[] packet = ip4(Wire.TCP, syn(22));
        packet[at] = (byte) (int) Integer.decode(value);

        assertThat(raw(packet)).isEqualTo(expected);
    }

    @Test
    void aUdpLengthThatCannotBeIsRefused() {
        byte[] tooShort = ip4(Wire.UDP, udp(1, 2));
        tooShort[25] = 7;
        byte[] tooLong = ip4(Wire.UDP, udp(1, 2));
        tooLong[25] = 9;

        assertThat(raw(tooShort)).isEqualTo(Decoded.BAD_HEADER);
        assertThat(raw(tooLong)).isEqualTo(Decoded.BAD_HEADER);
    }

    private Decoded raw(byte[] packet) {
        return wire.decode(Wire.RAW, packet);
    }
}
