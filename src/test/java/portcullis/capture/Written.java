package portcullis.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Captures as other programs write them. */
final class Written {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    Written(ByteOrder order) {
        this.order = order;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    Written i32(long... values) {
        for (long value : values) {
            raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
        }
        return this;
    }

    Written i16(int... values) {
        for (int value : values) {
            raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    Written raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private Written padded(byte[] bytes) {
        return raw(bytes).raw(new byte[(4 - bytes.length % 4) % 4]);
    }

    static byte[] pcap(ByteOrder order, int magic, int linkField, List<Sample> samples) {
        Written file = new Written(order).i32(magic).i16(2, 4).i32(0, 0, 65535, linkField);
        long unit = magic == PcapRecords.NANOSECONDS ? 1 : 1000;
        for (Sample s : samples) {
            long second = s.nanos() / 1_000_000_000L;
            file.i32(second, s.nanos() % 1_000_000_000L / unit, s.bytes().length, s.wireLength());
            if (magic == PcapRecords.KUZNETZOV) file.i32(3, 0x08000000);
            file.raw(s.bytes());
        }
        return file.bytes();
    }

    static byte[] pcapng(ByteOrder order, List<Sample> samples) {
        Written file = new Written(order).section().describe(1, 65535);
        samples.forEach(s -> file.enhanced(0, s.nanos() / 1000, s.bytes()));
        return file.bytes();
    }

    Written section() {
        return i32(PcapngBlocks.SECTION, 28, 0x1A2B3C4D).i16(1, 0).i32(-1, -1, 28);
    }

    /** An interface; {@code options} are complete with their headers and padding. */
    Written describe(int linkType, int snapLength, byte... options) {
        int length = 20 + options.length;
        return i32(1, length).i16(linkType, 0).i32(snapLength).raw(options).i32(length);
    }

    byte[] option(int code, byte... value) {
        return new Written(order).i16(code, value.length).padded(value).bytes();
    }

    Written enhanced(int from, long ticks, byte[] bytes) {
        int length = 32 + (bytes.length + 3) / 4 * 4;
        i32(6, length, from, ticks >>> 32, ticks, bytes.length, bytes.length);
        return padded(bytes).i32(length);
    }

    Written simple(byte[] bytes, int wireLength) {
        int length = 16 + (bytes.length + 3) / 4 * 4;
        return i32(3, length, wireLength).padded(bytes).i32(length);
    }

    Written oldPacket(int from, long ticks, byte[] bytes) {
        int length = 32 + (bytes.length + 3) / 4 * 4;
        i32(2, length).i16(from, 0).i32(ticks >>> 32, ticks, bytes.length, bytes.length);
        return padded(bytes).i32(length);
    }

    Written block(int type, byte[] body) {
        int length = 12 + (body.length + 3) / 4 * 4;
        return i32(type, length).padded(body).i32(length);
    }

    static byte[] snoop(int datalink, List<Sample> samples) {
        Written file =
                new Written(ByteOrder.BIG_ENDIAN).raw("snoop\0\0\0".getBytes()).i32(2, datalink);
        for (Sample s : samples) {
            int length = s.bytes().length;
            long second = s.nanos() / 1_000_000_000L;
            file.i32(s.wireLength(), length, 24 + (length + 3) / 4 * 4, 0, second, s.nanos() % 1_000_000_000L / 1000);
            file.padded(s.bytes());
        }
        return file.bytes();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
