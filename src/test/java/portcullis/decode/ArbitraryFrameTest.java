package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A frame comes from an attacker: no bytes under any link type may make the decoder throw. */
class ArbitraryFrameTest {
    private static final int[] LINK_TYPES = {
        0, 1, 9, 12, 14, 50, 51, 100, 101, 104, 107, 108, 113, 127, 138, 192, 228, 229, 239, 242, 258, 276, 281, 282,
        284, 285, 9999
    };
    private final Wire wire = new Wire();

    @Property(tries = 3000)
    void anyBytesAreDecodedOrRefused(@ForAll @IntRange(max = 26) int link, @ForAll @Size(max = 120) byte[] bytes) {
        assertThat(wire.decode(LINK_TYPES[link], bytes)).isNotNull();
        assertThat(wire.decode(LINK_TYPES[link], bytes, -1)).isNotNull();
    }

    @Property(tries = 3000)
    void anyByteOfAFrameMayBeWrong(
            @ForAll @IntRange(max = 37) int way,
            @ForAll @IntRange(max = 127) int where,
            @ForAll byte wrong,
            @ForAll @IntRange(max = 127) int cut) {
        Object[] frame = LinkLayerTest.waysToIp().toList().get(way).get();
        byte[] bytes = ((byte[]) frame[2]).clone();
        bytes[where % bytes.length] = wrong;

        assertThat(wire.decode((int) frame[1], bytes)).isNotNull();
        assertThat(wire.decode((int) frame[1], Arrays.copyOf(bytes, Math.min(cut, bytes.length)), bytes.length))
                .isNotNull();
    }
}
