package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MergedFramesTest {
    @Test
    void packetsComeInTheOrderOfTheirTimes() throws CaptureFailed {
        List<Sample> seen = new ArrayList<>();

        Sample.readAll(new MergedFrames(List.of(capture(1, 10, 30), capture(2, 20, 30, 40), capture(3))), seen);

        assertThat(seen).extracting(s -> s.nanos() / 1000).containsExactly(10L, 20L, 30L, 30L, 40L);
        assertThat(seen).extracting(s -> (int) s.bytes()[0]).containsExactly(1, 2, 1, 2, 2);
    }

    @Property(tries = 200)
    void nothingIsLostAndEqualTimesKeepTheOrderOfCaptures(
            @ForAll @Size(max = 5) List<@Size(max = 20) List<@IntRange(max = 50) Integer>> times) throws CaptureFailed {
        List<CaptureFile> captures = new ArrayList<>();
        List<Sample> expected = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            List<Sample> samples =
                    samples(i, times.get(i).stream().mapToLong(t -> t).sorted());
            expected.addAll(samples);
            captures.add(open(samples));
        }
        expected.sort(java.util.Comparator.comparingLong(Sample::nanos));
        List<Sample> seen = new ArrayList<>();

        Sample.readAll(new MergedFrames(captures), seen);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aDamagedCaptureIsReportedWhenTheOthersAreRead() throws CaptureFailed {
        byte[] file = Written.pcap(ByteOrder.LITTLE_ENDIAN, PcapRecords.MICROSECONDS, 1, Sample.three());
        CaptureFile damaged = CaptureFileTest.open(Arrays.copyOf(file, file.length - 1));
        List<Sample> seen = new ArrayList<>();
        MergedFrames merged = new MergedFrames(List.of(damaged, capture(1, 10, Long.MAX_VALUE / 1_000_000_000)));

        assertThatThrownBy(() -> Sample.readAll(merged, seen)).hasMessageContaining("stops within packet 3");
        assertThat(seen).hasSize(4);
    }

    private static CaptureFile capture(int mark, long... micros) throws CaptureFailed {
        return open(samples(mark, LongStream.of(micros)));
    }

    private static List<Sample> samples(int mark, LongStream micros) {
        return micros.mapToObj(t -> Sample.at(t * 1000, new byte[] {(byte) mark}))
                .toList();
    }

    private static CaptureFile open(List<Sample> samples) throws CaptureFailed {
        return CaptureFileTest.open(Written.pcap(ByteOrder.LITTLE_ENDIAN, PcapRecords.MICROSECONDS, 1, samples));
    }
}
