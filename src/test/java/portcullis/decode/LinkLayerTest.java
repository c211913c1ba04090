package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.decode.Wire.ethernet;
import static portcullis.decode.Wire.hex;
import static portcullis.decode.Wire.ip4;
import static portcullis.decode.Wire.ip6;
import static portcullis.decode.Wire.join;
import static portcullis.decode.Wire.syn;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinkLayerTest {
    private static final byte[] SYN_4 = ip4(Wire.TCP, syn(22));
    private static final byte[] SYN_6 = ip6(Wire.TCP, syn(22));
    private final Wire wire = new Wire();

    static Stream<Arguments> waysToIp() {
        return Stream.of(
                Arguments.of("Ethernet", 1, ethernet(0x0800, SYN_4)),
                Arguments.of("Ethernet, IPv6", 1, ethernet(0x86DD, SYN_6)),
                Arguments.of("802.1Q", 1, ethernet(0x8100, join(hex("0005 0800"), SYN_4))),
                Arguments.of("802.1ad", 1, ethernet(0x88A8, join(hex("0005 8100 0006 86DD"), SYN_6))),
                Arguments.of("802.3 with SNAP", 1, ethernet(48, join(hex("AAAA03 000000 0800"), SYN_4))),
                Arguments.of("802.3 with LLC", 1, ethernet(43, join(hex("060603"), SYN_4))),
                Arguments.of("PPPoE", 1, ethernet(0x8864, join(hex("1100 0001 002A 0021"), SYN_4))),
                Arguments.of("PPPoE, compressed", 1, ethernet(0x8864, join(hex("1100 0001 0029 57"), SYN_6))),
                Arguments.of("MPLS", 1, ethernet(0x8847, join(hex("00010040 00020140"), SYN_4))),
                Arguments.of("BSD loopback", 0, join(hex("02000000"), SYN_4)),
                Arguments.of("BSD loopback, big-endian", 0, join(hex("0000001E"), SYN_6)),
                Arguments.of("OpenBSD loopback", 108, join(hex("00000018"), SYN_6)),
                Arguments.of("PPP", 9, join(hex("0021"), SYN_4)),
                Arguments.of("PPP, framed", 9, join(hex("FF03 0057"), SYN_6)),
                Arguments.of("PPP with MPLS", 9, join(hex("0281 00010140"), SYN_4)),
                Arguments.of("PPP in HDLC", 50, join(hex("FF03 0021"), SYN_4)),
                Arguments.of("Cisco in HDLC", 50, join(hex("0F00 0800"), SYN_4)),
                Arguments.of("PPP with direction", 204, join(hex("01 FF03 0021"), SYN_4)),
                Arguments.of("MPLS alone", 219, join(hex("00010040 00020140"), SYN_6)),
                Arguments.of("PPPoE alone", 51, join(hex("1100 0001 002A 0021"), SYN_4)),
                Arguments.of("raw", 101, SYN_4),
                Arguments.of("raw, IPv6", 101, SYN_6),
                Arguments.of("raw 12", 12, SYN_4),
                Arguments.of("raw 14", 14, SYN_6),
                Arguments.of("raw IPv4", 228, SYN_4),
                Arguments.of("raw IPv6", 229, SYN_6),
                Arguments.of("ATM", 100, join(hex("AAAA03 000000 0800"), SYN_4)),
                Arguments.of("Cisco HDLC", 104, join(hex("0F00 86DD"), SYN_6)),
                Arguments.of("Frame Relay", 107, join(hex("1841 03 CC"), SYN_4)),
                Arguments.of("Frame Relay, SNAP", 107, join(hex("1841 03 00 80 000000 0800"), SYN_4)),
                Arguments.of("Frame Relay, Cisco", 107, join(hex("1841 86DD"), SYN_6)),
                Arguments.of("Linux cooked", 113, join(hex("0000 0001 0006 020000000002 0000 0800"), SYN_4)),
                Arguments.of(
                        "cooked with a tag", 113, join(hex("0000 0001 0006 020000000002 0000 8100 0001 0800"), SYN_4)),
                Arguments.of("Linux cooked 2", 276, join(hex("86DD 0000 00000002 0001 00 06 0200000000020000"), SYN_6)),
                Arguments.of("FireWire", 138, join(new byte[16], hex("0800"), SYN_4)),
                Arguments.of("PPI", 192, join(hex("0000 0800 01000000"), ethernet(0x0800, SYN_4))),
                Arguments.of("PKTAP", 258, join(hex("0C000000 01000000 65000000"), SYN_4)),
                Arguments.of("InfiniBand", 242, join(new byte[40], hex("0800 0000"), SYN_4)),
                Arguments.of("NFLOG", 239, join(hex("0200 0000 0800 0100 08000100 2C00 0900"), SYN_4)),
                Arguments.of("NFLOG, big-endian", 239, join(hex("0A00 0000 0008 0001 08000100 0040 0009"), SYN_6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToIp")
    void everyWayLeadsToTheSamePacket(String way, int linkType, byte[] frame) {
        assertThat(wire.decode(linkType, frame)).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.targetPort()).isEqualTo(22);
        assertThat(wire.view.flags()).isEqualTo(Wire.SYN);
        assertThat(wire.view.isToGroup()).isFalse();
        assertThat(wire.view.source().toString()).isIn(Wire.SOURCE, Wire.SOURCE_6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToIp")
    void aFrameCutAnywhereIsNeverReadBeyond(String way, int linkType, byte[] frame) {
        for (int cut = 0; cut < frame.length; cut++) {
            Decoded decoded = wire.decode(linkType, java.util.Arrays.copyOf(frame, cut), frame.length);

            boolean flagsAreThere = cut >= frame.length - 20 + Transports.LEAST_TCP;
            assertThat(decoded == Decoded.PACKET).as("%d: %s", cut, decoded).isEqualTo(flagsAreThere);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, FFFFFFFFFFFF 020000000002 0800, true",
        "1, 01005E000001 020000000002 0800, true",
        "113, 0001 0001 0006 020000000002 0000 0800, true",
        "113, 0002 0001 0006 020000000002 0000 0800, true",
        "113, 0003 0001 0006 020000000002 0000 0800, false",
        "276, 0800 0000 00000002 0001 01 06 0200000000020000, true",
        "276, 0800 0000 00000002 0001 04 06 0200000000020000, false",
    })
    void whatWasSentToAGroupIsMarked(int linkType, String header, boolean toGroup) {
        assertThat(wire.decode(linkType, join(hex(header), SYN_4))).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.isToGroup()).isEqualTo(toGroup);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 020000000001 020000000002 0806 0001 0800 0604 0002 020000000002 CB007109 020000000001 C0000201, NOT_IP",
        "1, 020000000001 020000000002 0806 0001 0800, BAD_HEADER",
        "1, FFFFFFFFFFFF 020000000002 0806 0001 0800 0604 0001 020000000002 CB007109 000000000000 C0000201, PACKET",
        "1, 020000000001 020000000002 0800 60, BAD_HEADER",
        "1, 020000000001 020000000002 0026 424203 0000, NOT_IP",
        "0, 00000007 45, NOT_IP",
        "127, 0000, UNKNOWN_LINK_TYPE",
        "192, 0000 0800 C0000000, UNKNOWN_LINK_TYPE",
    })
    void whatIsNoIpIsSaidWhy(int linkType, String frame, Decoded expected) {
        assertThat(wire.decode(linkType, hex(frame))).isEqualTo(expected);
    }

    @Test
    void stacksOfTagsAndLabelsAreBounded() {
        byte[] tags = hex("0001 8100".repeat(50));
        byte[] labels = hex("00010040".repeat(50));

        assertThat(wire.decode(1, ethernet(0x8100, tags))).isEqualTo(Decoded.TOO_MANY_HEADERS);
        assertThat(wire.decode(1, ethernet(0x8847, labels))).isEqualTo(Decoded.TOO_MANY_HEADERS);
    }

    @Test
    void anUnreadLinkTypeHasAName() {
        assertThat(LinkTypes.name(127)).isEqualTo("radiotap 802.11");
        assertThat(LinkTypes.name(137)).isEqualTo("Juniper ATM1");
        assertThat(LinkTypes.name(9999)).isEqualTo("no name known");
    }
}
