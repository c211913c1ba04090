package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A capture comes from anybody: any bytes give frames or a failure that says why, never anything else. */
class ArbitraryFileTest {
    private static final List<byte[]> STARTS = List.of(
            new byte[0],
            Written.pcap(ByteOrder.LITTLE_ENDIAN, PcapRecords.MICROSECONDS, 1, List.of()),
            Written.pcap(ByteOrder.BIG_ENDIAN, PcapRecords.KUZNETZOV, 1, List.of()),
            Written.pcapng(ByteOrder.LITTLE_ENDIAN, List.of()),
            Written.pcapng(ByteOrder.BIG_ENDIAN, Sample.three()),
            Written.snoop(4, List.of()),
            new byte[] {0x1F, (byte) 0x8B, 8, 0});

    @Property
    void anyBytesAreReadOrRefused(@ForAll @IntRange(max = 6) int start, @ForAll @Size(max = 300) byte[] rest) {
        read(new Written(ByteOrder.BIG_ENDIAN).raw(STARTS.get(start)).raw(rest).bytes());
    }

    @Property
    void anyByteOfACaptureMayBeWrong(
            @ForAll @IntRange(max = 9) int format, @ForAll @IntRange(max = 200) int where, @ForAll byte wrong) {
        byte[] file = (byte[]) CaptureFileTest.formats().toList().get(format).get()[1];
        byte[] changed = file.clone();
        changed[where % changed.length] = wrong;

        read(changed);
        read(Written.gzip(changed));
    }

    @Property
    void anyByteOfAGzippedCaptureMayBeWrong(@ForAll @IntRange(max = 200) int where, @ForAll byte wrong) {
        byte[] packed = Written.gzip(Written.pcapng(ByteOrder.LITTLE_ENDIAN, Sample.three()));
        packed[where % packed.length] = wrong;

        read(packed);
    }

    private static void read(byte[] file) {
        List<Sample> seen = new ArrayList<>();
        try (CaptureFile capture = CaptureFileTest.open(file)) {
            Sample.readAll(capture, seen);
        } catch (CaptureFailed e) {
            assertThat(e).hasMessageStartingWith("stdin: ");
        }
    }
}
