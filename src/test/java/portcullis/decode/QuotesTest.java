package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.decode.Wire.extension;
import static portcullis.decode.Wire.hex;
import static portcullis.decode.Wire.ip4;
import static portcullis.decode.Wire.ip6;
import static portcullis.decode.Wire.join;
import static portcullis.decode.Wire.syn;
import static portcullis.decode.Wire.udp;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portcullis.fact.Transport;

class QuotesTest {
    private static final byte[] UNREACHABLE = hex("0303 0000 00000000");
    private static final byte[] UNREACHABLE_6 = hex("0104 0000 00000000");
    private final Wire wire = new Wire();
    private final PacketView view = wire.view;

    @Test
    void eightQuotedBytesSuffice() {
        byte[] quoted = Arrays.copyOf(ip4(Wire.UDP, udp(5000, 161, new byte[50])), 28);

        assertThat(raw(ip4(Wire.ICMP, join(UNREACHABLE, quoted)))).isEqualTo(Decoded.PACKET);

        assertThat(view.transport()).isEqualTo(Transport.ICMP);
        assertThat(view.quotedTransport()).isEqualTo(Transport.UDP);
        assertThat(view.sourcePort()).isEqualTo(5000);
        assertThat(view.targetPort()).isEqualTo(161);
        assertThat(view.quotedSourceLow()).isEqualTo(view.sourceLow());
        assertThat(view.quotedTargetLow()).isEqualTo(view.targetLow());
    }

    @Test
    void anIpv6ErrorQuotesThroughExtensionHeaders() {
        byte[] quoted = ip6(60, join(extension(44, 16), Wire.fragment(Wire.TCP, 0, true, syn(25))));

        assertThat(raw(ip6(Wire.ICMP_6, join(UNREACHABLE_6, quoted)))).isEqualTo(Decoded.PACKET);

        assertThat(view.quotedTransport()).isEqualTo(Transport.TCP);
        assertThat(view.targetPort()).isEqualTo(25);
        assertThat(view.quotedSourceHigh()).isEqualTo(view.sourceHigh());
    }

    @ParameterizedTest
    @CsvSource({"0, ICMP_OTHER", "5, ICMP_OTHER", "11, PACKET", "12, PACKET", "4, PACKET"})
    void onlyErrorsQuote(int type, Decoded expected) {
        byte[] message = join(UNREACHABLE, ip4(Wire.TCP, syn(22)));
        message[0] = (byte) type;

        assertThat(raw(ip4(Wire.ICMP, message))).isEqualTo(expected);
    }

    @Test
    void whatHasNoPortsIsOther() {
        assertThat(raw(ip4(Wire.ICMP, join(UNREACHABLE, ip4(Wire.ICMP, UNREACHABLE)))))
                .isEqualTo(Decoded.ICMP_OTHER);
        assertThat(raw(ip4(Wire.ICMP, join(UNREACHABLE, ip4(Wire.TCP, 7, 10, syn(22))))))
                .isEqualTo(Decoded.ICMP_OTHER);
    }

    private Decoded raw(byte[] packet) {
        return wire.decode(Wire.RAW, packet);
    }
}
