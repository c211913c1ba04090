package portcullis.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Made-up traffic to one host, always the same for the same seed: of ten packets six are SYNs from 50,000 sources to any port, three
 * TCP data of 500 bytes from 2,000 clients to ports 80 and 443, one is a datagram, mostly to port 53. Checksums are left out, since
 * none of the contenders looks at them.
 */
final class Traffic {
    static final String HOST = "198.18.0.10";
    static final int SCANNERS = 50_000;

    private static final int CLIENTS = 2_000;
    private static final int FIRST_SCANNER = 10 << 24;
    private static final int FIRST_CLIENT = 172 << 24 | 16 << 16;
    private static final int FIRST_ASKER = FIRST_CLIENT | 1 << 16;
    private static final long BEGINNING = 1_700_000_000_000_000L;
    private static final int MICROSECONDS_APART = 5;
    private static final int LONGEST = 16 + 14 + 540;
    private static final int LEAST_FRAME = 60;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);
    private long state = 88_172_645_463_325_252L;

    /** Writes so many packets as a pcap file. */
    static Path write(Path file, long packets) throws BenchFailed {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            new Traffic().write(channel, packets);
            return file;
        } catch (IOException e) {
            throw new BenchFailed("writing " + file, e);
        }
    }

    private void write(FileChannel channel, long packets) throws IOException {
        out.order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        long micros = BEGINNING;
        for (long i = 0; i < packets; i++, micros += MICROSECONDS_APART) {
            if (out.remaining() < LONGEST) flush(channel);
            packet(micros);
        }
        flush(channel);
    }

    private void flush(FileChannel channel) throws IOException {
        out.flip();
        while (out.hasRemaining()) channel.write(out);
        out.clear();
    }

    private void packet(long micros) {
        int draw = below(10);
        if (draw < 6) syn(micros);
        else if (draw < 9) data(micros);
        else datagram(micros);
    }

    private void syn(long micros) {
        begin(micros, 44);
        ip(TCP, FIRST_SCANNER + 7 * below(SCANNERS), 44);
        tcp(1 + below(65_535), 6, 2);
        out.putInt(2 << 24 | 4 << 16 | 1460); // the one option: maximum segment size
        pad(44);
    }

    private void data(long micros) {
        begin(micros, 540);
        ip(TCP, FIRST_CLIENT + below(CLIENTS), 540);
        tcp(below(2) == 0 ? 80 : 443, 5, 0x18);
        for (int i = 0; i < 500; i += Integer.BYTES) out.putInt(random());
    }

    private void datagram(long micros) {
        begin(micros, 100);
        ip(UDP, FIRST_ASKER + below(CLIENTS), 100);
        out.putShort((short) (1024 + below(60_000)));
        out.putShort((short) (below(10) == 0 ? 1 + below(65_535) : 53));
        out.putShort((short) 80).putShort((short) 0);
        for (int i = 0; i < 72; i += Integer.BYTES) out.putInt(0);
    }

    private void begin(long micros, int ipLength) {
        int length = Math.max(LEAST_FRAME, 14 + ipLength);
        out.order(ByteOrder.LITTLE_ENDIAN);
        out.putInt((int) (micros / 1_000_000))
                .putInt((int) (micros % 1_000_000))
                .putInt(length)
                .putInt(length);
        out.order(ByteOrder.BIG_ENDIAN);
        out.putInt(0x02000000)
                .putShort((short) 0x0010)
                .putInt(0x02000000)
                .putShort((short) 0x0066)
                .putShort((short) 0x0800);
    }

    private void ip(int protocol, int source, int length) {
        out.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(random() & 0xFFFF0000);
        out.put((byte) 64).put((byte) protocol).putShort((short) 0);
        out.putInt(source).putInt(198 << 24 | 18 << 16 | 10);
    }

    private void tcp(int port, int headerWords, int flags) {
        out.putShort((short) (1024 + below(60_000))).putShort((short) port);
        out.putInt(random()).putInt(flags == 2 ? 0 : random());
        out.put((byte) (headerWords << 4))
                .put((byte) flags)
                .putShort((short) 1024)
                .putInt(0);
    }

    private void pad(int ipLength) {
        for (int i = 14 + ipLength; i < LEAST_FRAME; i++) out.put((byte) 0);
    }

    /** Xorshift64 (Marsaglia, 2003). */
    private int random() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (state >>> 32);
    }

    private int below(int bound) {
        return Integer.remainderUnsigned(random(), bound);
    }
}
