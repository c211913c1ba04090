package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapngBlocksTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};
    private final Written file = new Written(ByteOrder.LITTLE_ENDIAN);

    @Test
    void eachInterfaceHasItsLinkTypeAndUnit() throws CaptureFailed {
        file.section().describe(1, 0).describe(276, 0, file.option(9, (byte) 9));
        file.enhanced(1, 5_000_000_007L, BYTES).enhanced(0, 5_000_000L, BYTES);

        assertThat(read())
                .containsExactly(
                        new Sample(5_000_000_007L, 276, 1, 5, BYTES), new Sample(5_000_000_000L, 1, 0, 5, BYTES));
    }

    @Test
    void sectionsOfBothByteOrdersFollowEachOther() throws CaptureFailed {
        file.section().describe(1, 0).enhanced(0, 1, BYTES);
        Written second =
                new Written(ByteOrder.BIG_ENDIAN).section().describe(101, 0).enhanced(0, 2, BYTES);
        file.raw(second.bytes());

        assertThat(read()).containsExactly(new Sample(1000, 1, 0, 5, BYTES), new Sample(2000, 101, 1, 5, BYTES));
    }

    @Test
    void aSimplePacketTakesTheTimeBeforeItAndTheSnapLength() throws CaptureFailed {
        file.section().describe(1, 3).enhanced(0, 7, BYTES).simple(new byte[] {1, 2, 3}, 60);

        assertThat(read()).last().isEqualTo(new Sample(7000, 1, 0, 60, new byte[] {1, 2, 3}));
    }

    @Test
    void packetsOfTheOldKindAreRead() throws CaptureFailed {
        file.section().describe(1, 0).oldPacket(0, 3, BYTES);

        assertThat(read()).containsExactly(new Sample(3000, 1, 0, 5, BYTES));
    }

    @Test
    void blocksOfOtherKindsArePassedOverHoweverLong() throws CaptureFailed {
        file.section().block(4, BYTES).describe(1, 0).block(0x0BAD, new byte[3 << 20]);
        file.enhanced(0, 1, BYTES).block(5, BYTES);

        assertThat(read()).hasSize(1);
    }

    @Test
    void aPacketOfAnInterfaceThatWasNotDescribedIsDamage() {
        file.section().describe(1, 0).enhanced(1, 1, BYTES);

        assertThatThrownBy(this::read)
                .hasMessage("stdin: damaged at packet 1, byte 48: it comes from interface 1 of 1");
    }

    @Test
    void twoLengthsThatDifferAreDamage() {
        file.section().describe(1, 0).enhanced(0, 1, BYTES);
        byte[] bytes = file.bytes();
        bytes[bytes.length - 4]++;

        assertThatThrownBy(() -> Sample.readAll(CaptureFileTest.open(bytes), new ArrayList<>()))
                .hasMessageContaining("begins with a length of 40 and ends with 41");
    }

    @Test
    void anOffsetOfTimeIsAdded() throws CaptureFailed {
        byte[] offset = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100)
                .array();
        file.section().describe(1, 0, file.option(14, offset)).enhanced(0, 1, BYTES);

        assertThat(read().get(0).nanos()).isEqualTo(100_000_001_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 5000000000",
        "3, 5, 5000000",
        "6, 1700000000123456, 1700000000123456000",
        "9, 1700000000123456789, 1700000000123456789",
        "12, 1700000000123456, 1700000000123",
        "28, 9000000000000000000, 0",
        "127, 9000000000000000000, 0",
        "0x80, 5, 5000000000",
        "0x81, 5, 2500000000",
        "0x8A, 1536, 1500000000",
        "0xA0, 7301444403200000000, 1700000000000000000",
        "0xBF, 4611686018427387904, 500000000",
        "0xC0, 4611686018427387904, 250000000",
        "0xFF, 4611686018427387904, 0",
        "6, -1, -1000",
        "6, 9223372036854775807, 9223372036854775807",
        "0x80, -9223372036854775808, -9223372036854775808",
    })
    void timesAreOfAnyPower(String resolution, long ticks, long nanos) {
        assertThat(new PcapngInterface(1, 0, Integer.decode(resolution), 0).nanos(ticks))
                .isEqualTo(nanos);
    }

    private List<Sample> read() throws CaptureFailed {
        List<Sample> seen = new ArrayList<>();
        Sample.readAll(CaptureFileTest.open(file.bytes()), seen);
        return seen;
    }
}
