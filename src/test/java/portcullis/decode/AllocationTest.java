package portcullis.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.decode.Wire.ethernet;
import static portcullis.decode.Wire.fragment;
import static portcullis.decode.Wire.ip4;
import static portcullis.decode.Wire.ip6;
import static portcullis.decode.Wire.syn;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.capture.CaptureFailed;
import portcullis.capture.CaptureFile;
import portcullis.capture.Frame;

/** Reading and decoding costs no object per packet, held fragments included: a flood must not become work for the collector. */
class AllocationTest {
    private static final int PACKETS = 200_000;

    @Test
    void packetsCostNoMemory() throws CaptureFailed {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        Decoder decoder = new Decoder();
        CaptureFile capture = CaptureFile.open("memory", new ByteArrayInputStream(file()));
        Frame frame = new Frame();
        PacketView view = new PacketView();
        for (int i = 0; i < 1000; i++) read(capture, frame, decoder, view); // loads the classes

        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 1000; i < PACKETS; i++) read(capture, frame, decoder, view);
        long spent = threads.getThreadAllocatedBytes(self) - before;

        assertThat(capture.packets()).isEqualTo(PACKETS);
        assertThat(spent / (double) PACKETS).isLessThan(1.0); // the stream's own chunks are in it
    }

    private static void read(CaptureFile capture, Frame frame, Decoder decoder, PacketView view) throws CaptureFailed {
        if (!capture.next(frame)) throw new AssertionError("the capture ended early");
        decoder.decode(frame, view);
    }

    private static byte[] file() {
        List<byte[]> kinds = List.of(
                ethernet(0x0800, ip4(Wire.TCP, syn(22))),
                ethernet(0x86DD, ip6(Wire.TCP, syn(22))),
                ethernet(0x0800, ip4(Wire.TCP, 7, Wire.MORE, Arrays.copyOf(syn(22), 8))),
                ethernet(0x86DD, ip6(44, fragment(Wire.TCP, 8, false, new byte[12]))));
        ByteBuffer file = ByteBuffer.allocate(24 + PACKETS * 110).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B2C3D4).putInt(0x00040002).putLong(0).putInt(65535).putInt(1);
        for (int i = 0; i < PACKETS; i++) {
            byte[] bytes = kinds.get(i % kinds.size());
            file.putInt(i / 1000)
                    .putInt(0)
                    .putInt(bytes.length)
                    .putInt(bytes.length)
                    .put(bytes);
        }
        return Arrays.copyOf(file.array(), file.position());
    }
}
