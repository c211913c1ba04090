package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.decode.Wire.extension;
import static portcullis.decode.Wire.fragment;
import static portcullis.decode.Wire.ip4;
import static portcullis.decode.Wire.ip6;
import static portcullis.decode.Wire.join;
import static portcullis.decode.Wire.syn;
import static portcullis.decode.Wire.tcp;
import static portcullis.decode.Wire.udp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FragmentsTest {
    /** One for all tries of a property: what is left of one packet must not disturb the next, which has the same id. */
    private final Wire wire = new Wire();

    @Property
    void anySplitOfASynInAnyOrderIsOnePacket(
            @ForAll boolean ipv6, @ForAll @IntRange(max = 5) int extensions, @ForAll Random random) {
        byte[] options = new byte[ipv6 ? extensions * 16 : 0];
        byte[] packet = tcp(40_000, 3389, Wire.SYN, new byte[20 + extensions]);
        packet[12] = (byte) 0x80;
        for (int i = 0; i < options.length; i += 16) {
            boolean isLast = i + 16 == options.length;
            System.arraycopy(extension(isLast ? Wire.TCP : 60, 16), 0, options, i, 16);
        }
        byte[] whole = join(options, packet);
        List<byte[]> pieces = split(whole, ipv6, options.length > 0 ? 60 : Wire.TCP, random);
        Collections.shuffle(pieces, random);
        int packets = 0;

        for (byte[] piece : pieces) {
            if (wire.decode(Wire.RAW, piece) != Decoded.PACKET) continue;
            packets++;
            assertThat(wire.view.targetPort()).isEqualTo(3389);
            assertThat(wire.view.sourcePort()).isEqualTo(40_000);
            assertThat(wire.view.flags()).isEqualTo(Wire.SYN);
            assertThat(wire.view.window()).isEqualTo(1024);
            assertThat(wire.view.isFragment()).isTrue();
        }
        assertThat(packets).isEqualTo(1);
    }

    private static List<byte[]> split(byte[] whole, boolean ipv6, int first, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < whole.length) {
            boolean mayBeAll = from > 0; // else it would be no fragment
            int units = 1 + random.nextInt(3);
            int to = Math.min(from + units * 8, whole.length);
            if (!mayBeAll && to == whole.length) to = 8;
            byte[] bytes = Arrays.copyOfRange(whole, from, to);
            boolean more = to < whole.length;
            int field = from / 8 | (more ? Wire.MORE : 0);
            byte[] four = ipv6 ? null : ip4(Wire.TCP, 7, field, bytes);
            pieces.add(ipv6 ? ip6(44, fragment(from == 0 ? first : 99, from, more, bytes)) : four);
            from = to;
        }
        return pieces;
    }

    @Example
    void aFirstFragmentWithPortsAndFlagsIsAPacketAtOnce() {
        assertThat(four(Wire.MORE, Arrays.copyOf(syn(80), 16))).isEqualTo(Decoded.PACKET);
        assertThat(wire.view.isFragment()).isTrue();
        assertThat(four(2, new byte[8])).isEqualTo(Decoded.LATER_FRAGMENT);
    }

    @Example
    void theFirstFragmentOfUdpHoldsAllOfItsHeader() {
        byte[] packet = udp(53, 5000, new byte[2000]);

        assertThat(wire.decode(Wire.RAW, ip4(Wire.UDP, 7, 1, new byte[8]))).isEqualTo(Decoded.LATER_FRAGMENT);
        assertThat(wire.decode(Wire.RAW, ip4(Wire.UDP, 7, Wire.MORE, Arrays.copyOf(packet, 8))))
                .isEqualTo(Decoded.PACKET);
        assertThat(wire.view.payloadLength()).isEqualTo(2000);
    }

    @Example
    void ofOverlappingBytesTheFirstStay() {
        byte[] scan = syn(80);
        byte[] harmless = tcp(1, 1, 0x10);

        assertThat(four(1, Arrays.copyOfRange(scan, 8, 20))).isEqualTo(Decoded.FRAGMENT_HELD);
        assertThat(four(1, Arrays.copyOfRange(harmless, 8, 20))).isEqualTo(Decoded.FRAGMENT_HELD);
        assertThat(four(Wire.MORE, Arrays.copyOf(scan, 8))).isEqualTo(Decoded.PACKET);

        assertThat(wire.view.flags()).isEqualTo(Wire.SYN);
    }

    @Example
    void theSameIdCanBeUsedAgainAtOnce() {
        for (int port = 1; port < 50; port++) {
            assertThat(four(Wire.MORE, Arrays.copyOf(syn(port), 8))).isEqualTo(Decoded.FRAGMENT_HELD);
            assertThat(four(1, Arrays.copyOfRange(syn(port), 8, 20))).isEqualTo(Decoded.PACKET);
            assertThat(wire.view.targetPort()).isEqualTo(port);
        }
    }

    @Example
    void whatWaitedHalfAMinuteIsGivenUp() {
        four(Wire.MORE, Arrays.copyOf(syn(80), 8));
        wire.pass(31);

        assertThat(four(1, Arrays.copyOfRange(syn(80), 8, 20))).isEqualTo(Decoded.FRAGMENT_HELD);
    }

    @Example
    void piecesOfDifferentPacketsAreNotMixed() {
        wire.decode(Wire.RAW, ip4(Wire.TCP, 1, Wire.MORE, Arrays.copyOf(syn(80), 8)));

        Decoded other = wire.decode(Wire.RAW, ip4(Wire.TCP, 2, 1, Arrays.copyOfRange(syn(80), 8, 20)));

        assertThat(other).isEqualTo(Decoded.FRAGMENT_HELD);
    }

    @Example
    void aFloodOfFragmentsEndsAndWhatCameLastIsStillHeld() {
        for (int id = 0; id < 60_000; id++) {
            assertThat(wire.decode(Wire.RAW, ip4(Wire.TCP, id, Wire.MORE, new byte[8])))
                    .isEqualTo(Decoded.FRAGMENT_HELD);
        }
        four(Wire.MORE, Arrays.copyOf(syn(80), 8));

        assertThat(four(1, Arrays.copyOfRange(syn(80), 8, 20))).isEqualTo(Decoded.PACKET);
    }

    @Example
    void extensionHeadersCanFillAWholeFirstFragment() {
        byte[] options = extension(Wire.TCP, 1448);

        Decoded first = wire.decode(Wire.RAW, ip6(44, fragment(60, 0, true, options)));
        Decoded second = wire.decode(Wire.RAW, ip6(44, fragment(60, 1448, false, syn(22))));

        assertThat(first).isEqualTo(Decoded.FRAGMENT_HELD);
        assertThat(second).isEqualTo(Decoded.PACKET);
        assertThat(wire.view.targetPort()).isEqualTo(22);
    }

    @Example
    void anAtomicFragmentIsAWholePacket() {
        assertThat(wire.decode(Wire.RAW, ip6(44, fragment(Wire.TCP, 0, false, syn(22)))))
                .isEqualTo(Decoded.PACKET);
        assertThat(wire.view.isFragment()).isFalse();
        assertThat(wire.view.hasOptions()).isTrue();
    }

    @Example
    void whatWouldEndBeyondTheLargestPacketIsRefused() {
        assertThat(four(0x1FFF, new byte[100])).isEqualTo(Decoded.BAD_HEADER);
        assertThat(four(Wire.MORE, new byte[4])).isEqualTo(Decoded.BAD_HEADER);
    }

    private Decoded four(int fragment, byte[] payload) {
        return wire.decode(Wire.RAW, ip4(Wire.TCP, 7, fragment, payload));
    }
}
