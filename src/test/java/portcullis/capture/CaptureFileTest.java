package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureFileTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    static Stream<Arguments> formats() {
        List<Sample> three = Sample.three();
        return Stream.of(
                Arguments.of("pcap", Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, three)),
                Arguments.of("pcap, big-endian", Written.pcap(BIG, PcapRecords.MICROSECONDS, 1, three)),
                Arguments.of("nanoseconds", Written.pcap(LITTLE, PcapRecords.NANOSECONDS, 1, three)),
                Arguments.of("nanoseconds, big-endian", Written.pcap(BIG, PcapRecords.NANOSECONDS, 1, three)),
                Arguments.of("Kuznetzov", Written.pcap(LITTLE, PcapRecords.KUZNETZOV, 1, three)),
                Arguments.of("Kuznetzov, big-endian", Written.pcap(BIG, PcapRecords.KUZNETZOV, 1, three)),
                Arguments.of("check sequence", Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 0x44000001, three)),
                Arguments.of("pcapng", Written.pcapng(LITTLE, three)),
                Arguments.of("pcapng, big-endian", Written.pcapng(BIG, three)),
                Arguments.of("snoop", Written.snoop(4, three)));
    }

    static Stream<Arguments> formatsAndGzip() {
        return formats().flatMap(f -> {
            byte[] bytes = (byte[]) f.get()[1];
            return Stream.of(f, Arguments.of(f.get()[0] + ", gzipped", Written.gzip(bytes)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formatsAndGzip")
    void everyFormatGivesTheSamePackets(String format, byte[] file) throws CaptureFailed {
        List<Sample> seen = new ArrayList<>();

        Sample.readAll(open(file), seen);

        assertThat(seen).isEqualTo(Sample.three());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formatsAndGzip")
    void aFileCutAnywhereGivesWhatStandsBeforeTheCut(String format, byte[] file) {
        int most = 0;
        for (int cut = 0; cut < file.length; cut++) {
            List<Sample> seen = new ArrayList<>();
            try {
                Sample.readAll(open(Arrays.copyOf(file, cut)), seen);
            } catch (CaptureFailed e) {
                assertThat(e.isDamaged()).as(e.getMessage()).isTrue();
            }
            assertThat(seen).isEqualTo(Sample.three().subList(0, seen.size()));
            assertThat(seen.size()).as("cut at %d", cut).isGreaterThanOrEqualTo(most);
            most = seen.size();
        }
    }

    @Test
    void theMessageSaysWhereACaptureStops() {
        byte[] file = Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three());

        assertThatThrownBy(() -> Sample.readAll(open(Arrays.copyOf(file, file.length - 4)), new ArrayList<>()))
                .isInstanceOf(CaptureFailed.class)
                .hasMessage("stdin: stops within packet 3 at byte 83: its header says 24 bytes and 20 are left");
    }

    @Test
    void aFailureIsTheSameWhenAskedAgain() throws CaptureFailed {
        byte[] file = Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three());
        CaptureFile capture = open(Arrays.copyOf(file, file.length - 4));
        Frame frame = new Frame();
        capture.next(frame);
        capture.next(frame);

        assertThatThrownBy(() -> capture.next(frame)).hasMessageContaining("packet 3");
        assertThatThrownBy(() -> capture.next(frame)).hasMessageContaining("packet 3");
        assertThat(capture.packets()).isEqualTo(2);
    }

    @Test
    void gzipMembersOneAfterAnotherAreOneCapture() throws CaptureFailed {
        byte[] file = Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three());
        byte[] first = Written.gzip(Arrays.copyOf(file, 50));
        byte[] second = Written.gzip(Arrays.copyOfRange(file, 50, file.length));
        List<Sample> seen = new ArrayList<>();

        Sample.readAll(open(new Written(BIG).raw(first).raw(second).bytes()), seen);

        assertThat(seen).isEqualTo(Sample.three());
    }

    @Test
    void aPacketLargerThanTheBufferIsRead() throws CaptureFailed {
        byte[] large = new byte[Intake.RECORD_BOUND];
        large[large.length - 1] = 9;
        List<Sample> samples = List.of(Sample.at(0, new byte[5]), Sample.at(1000, large), Sample.at(2000, new byte[6]));
        List<Sample> seen = new ArrayList<>();

        Sample.readAll(open(Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, samples)), seen);

        assertThat(seen).isEqualTo(samples);
    }

    @Test
    void aLengthThatNoPacketHasIsDamage() {
        byte[] file = new Written(LITTLE)
                .raw(Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three()))
                .i32(1, 2, -2, 4)
                .bytes();
        List<Sample> seen = new ArrayList<>();

        assertThatThrownBy(() -> Sample.readAll(open(file), seen))
                .hasMessage(
                        "stdin: damaged at packet 4, byte 123: its header says 4,294,967,294 bytes, and no packet is so long");
        assertThat(seen).hasSize(3);
    }

    @Test
    void aFractionBeyondTheSecondCarriesOver() throws CaptureFailed {
        byte[] file = new Written(LITTLE)
                .raw(Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, List.of()))
                .i32(10, 2_500_000, 0, 0)
                .bytes();
        Frame frame = new Frame();

        assertThat(open(file).next(frame)).isTrue();

        assertThat(frame.nanos()).isEqualTo(12_500_000_000L);
    }

    @Test
    void progressIsToldInBytesOfTheFile(@TempDir Path folder) throws CaptureFailed, IOException {
        Path path = folder.resolve("x.pcap.gz");
        Files.write(path, Written.gzip(Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three())));

        try (CaptureFile capture = CaptureFile.open(path)) {
            Sample.readAll(capture, new ArrayList<>());

            assertThat(capture.size()).hasValue(Files.size(path));
            assertThat(capture.bytesRead()).isEqualTo(Files.size(path));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28B52FFD00000000 | zstd; decompress it first",
                "FD377A585A000000 | xz; decompress it first",
                "425A683931415926 | bzip2; decompress it first",
                "504B030414000000 | zip archive; unpack it first",
                "3C68746D6C3E0D0A | HTML or XML",
                "68656C6C6F0A | plain text",
                "0001020304050607 | the bytes 00 01 02 03 04 05 06 07",
            })
    void whatIsNoCaptureIsNamed(String hex, String expected) {
        byte[] file = java.util.HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> open(file))
                .isInstanceOfSatisfying(
                        CaptureFailed.class, e -> assertThat(e.isDamaged()).isTrue())
                .hasMessageStartingWith("stdin: not a capture: begins with ")
                .hasMessageContaining(expected);
    }

    @Test
    void anEmptyFileIsNamed() {
        assertThatThrownBy(() -> open(new byte[0])).hasMessage("stdin: is empty: a capture has at least a header");
        assertThatThrownBy(() -> open(Written.gzip(new byte[0]))).hasMessageContaining("is empty");
    }

    @Test
    void whatIsNotThereIsUnavailableNotDamaged(@TempDir Path folder) {
        assertThatThrownBy(() -> CaptureFile.open(folder.resolve("none.pcap")))
                .isInstanceOfSatisfying(
                        CaptureFailed.class, e -> assertThat(e.isDamaged()).isFalse())
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> CaptureFile.open(folder)).hasMessageContaining("is a folder");
    }

    @Test
    void aGzippedFileWithAFlippedBitIsDamaged() {
        byte[] packed = Written.gzip(Written.pcap(LITTLE, PcapRecords.MICROSECONDS, 1, Sample.three()));
        packed[packed.length - 6] ^= 1; // its check sum

        List<Sample> seen = new ArrayList<>();
        assertThatThrownBy(() -> Sample.readAll(open(packed), seen))
                .isInstanceOfSatisfying(
                        CaptureFailed.class, e -> assertThat(e.isDamaged()).isTrue())
                .hasMessageContaining("cannot be read past byte");
        assertThat(seen).isEqualTo(Sample.three());
    }

    static CaptureFile open(byte[] file) throws CaptureFailed {
        return CaptureFile.open("stdin", new ByteArrayInputStream(file));
    }
}
