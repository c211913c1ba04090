package portcullis.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip (RFC 1952) on the way from one {@link Intake} to another, members written one after another included. */
final class Gunzip implements ReadableByteChannel {
    private static final int CHUNK = 64 << 10;

    private final Intake packed;
    private final byte[] chunk = new byte[CHUNK];
    private GZIPInputStream unpacked;

    Gunzip(Intake packed) {
        this.packed = packed;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (unpacked == null) unpacked = new GZIPInputStream(new Packed(packed), CHUNK);
        int got = unpacked.read(chunk, 0, Math.min(chunk.length, target.remaining()));
        if (got > 0) target.put(chunk, 0, got);
        return got;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() throws IOException {
        if (unpacked != null) unpacked.close();
    }

    /** GZIPInputStream asks {@code available()} whether another member follows, so that must be the truth even on a pipe. */
    private static final class Packed extends InputStream {
        private final Intake packed;

        Packed(Intake packed) {
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            if (!hasMore()) return -1;
            int value = packed.buffer().get(packed.at()) & 0xFF;
            packed.pass(1);
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (length == 0) return 0;
            if (!hasMore()) return -1;
            int count = Math.min(length, packed.left());
            packed.buffer().get(packed.at(), target, from, count);
            packed.pass(count);
            return count;
        }

        @Override
        public int available() throws IOException {
            return hasMore() ? packed.left() : 0;
        }

        private boolean hasMore() throws IOException {
            if (packed.has(1)) return true;
            packed.rethrow();
            return false;
        }
    }
}
