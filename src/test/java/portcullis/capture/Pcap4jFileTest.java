package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** libpcap as the witness; without it these tests are skipped with a word. */
class Pcap4jFileTest {
    @TempDir
    Path folder;

    static Stream<Arguments> formats() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(
                        Arguments.of("micro " + order, Written.pcap(order, PcapRecords.MICROSECONDS, 1, odd(1000))),
                        Arguments.of("nano " + order, Written.pcap(order, PcapRecords.NANOSECONDS, 101, odd(1))),
                        Arguments.of("Kuznetzov " + order, Written.pcap(order, PcapRecords.KUZNETZOV, 113, odd(1000))),
                        Arguments.of("pcapng " + order, Written.pcapng(order, odd(1000)))));
    }

    private static List<Sample> odd(long unit) {
        List<Sample> samples = new ArrayList<>(Sample.three());
        samples.add(Sample.at(999_999_999L / unit * unit, new byte[0]));
        samples.add(Sample.at(2_000_000_000_000_000_007L / unit * unit, new byte[60_000]));
        samples.add(Sample.at(0, new byte[] {7}));
        return samples;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void bothReadersSeeTheSame(String format, byte[] file) throws CaptureFailed, IOException {
        Path path = Files.write(folder.resolve("x"), file);
        List<Sample> own = new ArrayList<>();
        List<Sample> witness = new ArrayList<>();

        try (Frames frames = CaptureFile.open(path)) {
            Sample.readAll(frames, own);
        }
        try (Frames frames = libpcap(path)) {
            Sample.readAll(frames, witness);
        }

        assertThat(own).hasSize(6).isEqualTo(witness);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void aTruncatedFileFailsAfterItsLastWholePacket(String format, byte[] file) throws CaptureFailed, IOException {
        Path path = Files.write(folder.resolve("x"), Arrays.copyOf(file, file.length - 1));
        List<Sample> seen = new ArrayList<>();

        try (Frames frames = libpcap(path)) {
            assertThatThrownBy(() -> Sample.readAll(frames, seen))
                    .isInstanceOfSatisfying(
                            CaptureFailed.class, e -> assertThat(e.isDamaged()).isTrue())
                    .hasMessageContaining("stops after packet 5");
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void whatLibpcapCannotOpenIsDamaged() throws IOException {
        Path path = Files.write(folder.resolve("x"), new byte[100]);

        assertThatThrownBy(() -> libpcap(path)).hasMessageContaining("libpcap cannot read it");
    }

    @Test
    void aTimeThatPcap4jCannotHoldIsSaidSo() throws CaptureFailed, IOException {
        byte[] head = Written.pcap(ByteOrder.BIG_ENDIAN, PcapRecords.MICROSECONDS, 1, List.of());
        byte[] file = new Written(ByteOrder.BIG_ENDIAN)
                .raw(head)
                .i32(1, 2_000_000, 0, 0)
                .bytes();
        Path path = Files.write(folder.resolve("x"), file);

        try (Frames frames = libpcap(path)) {
            assertThatThrownBy(() -> frames.next(new Frame())).hasMessageContaining("packet 1 has a time");
        }
    }

    private static Frames libpcap(Path path) throws CaptureFailed {
        try {
            return Pcap4jFile.open(path);
        } catch (CaptureFailed e) {
            if (e.getMessage().startsWith("libpcap is missing")) abort(e.getMessage());
            throw e;
        }
    }
}
