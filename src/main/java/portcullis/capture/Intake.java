package portcullis.capture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * The bytes of a capture, passing through one direct buffer. It is 1 MiB and grows only for a record that is larger, up to
 * {@link #RECORD_BOUND}, so that memory does not grow with the file and no number in a file can ask for more. Not mapped, since
 * the pages of a mapped file count as ours, and a file cut short while we read it would end the program.
 */
final class Intake {
    static final int RECORD_BOUND = 16 << 20;
    private static final int ROOM_FOR_HEADERS = 64 << 10;

    private final String name;
    private final ReadableByteChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.BIG_ENDIAN);
    private int at;
    private int filled;
    private long before;
    private boolean ended;
    private IOException broken;

    Intake(String name, ReadableByteChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    String name() {
        return name;
    }

    /** Big-endian; read it by absolute positions from {@link #at()}. Another one after {@link #has} has asked for more. */
    ByteBuffer buffer() {
        return buffer;
    }

    int at() {
        return at;
    }

    /** How many bytes of the capture were passed so far. */
    long offset() {
        return before + at;
    }

    int left() {
        return filled - at;
    }

    /** Whether {@code wanted} more bytes are there, reading on where they are not yet; false only where the capture ends. */
    boolean has(int wanted) {
        return filled - at >= wanted || fill(wanted);
    }

    void pass(int bytes) {
        at += bytes;
    }

    /** Passes bytes that nobody looks at, however many; false where the capture ends before. */
    boolean skip(long bytes) {
        long rest = bytes;
        while (rest > 0) {
            if (!has(1)) return false;
            int step = (int) Math.min(rest, left());
            at += step;
            rest -= step;
        }
        return true;
    }

    private boolean fill(int wanted) {
        if (wanted > RECORD_BOUND + ROOM_FOR_HEADERS) throw new IllegalArgumentException("asked for " + wanted);
        makeRoom(wanted);
        while (filled < wanted && !ended) read();
        return filled >= wanted;
    }

    private void makeRoom(int wanted) {
        ByteBuffer old = buffer;
        if (wanted > old.capacity()) {
            int capacity = Math.max(wanted, Math.min(2 * old.capacity(), RECORD_BOUND));
            buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.BIG_ENDIAN);
        }
        old.limit(filled).position(at);
        if (buffer == old) buffer.compact();
        else buffer.put(old);
        before += at;
        filled -= at;
        at = 0;
        buffer.clear();
    }

    private void read() {
        try {
            int got = channel.read(buffer.clear().position(filled));
            if (got < 0) ended = true;
            else filled += got;
        } catch (IOException e) {
            broken = e; // reported when the bytes before it are used up
            ended = true;
        } finally {
            buffer.clear();
        }
    }

    /** To be asked where nothing is left: the end may be a fault in disguise. */
    void checkEnd() throws CaptureFailed {
        if (broken != null) throw cannotRead();
    }

    void rethrow() throws IOException {
        if (broken != null) throw broken;
    }

    /** The capture ends in the midst of something that says how long it is. */
    CaptureFailed stopsWithin(String part, long said, long left) {
        if (broken != null) return cannotRead();
        return damaged(
                "stops within %s at byte %,d: its header says %,d bytes and %,d are left", part, offset(), said, left);
    }

    /** The capture ends in the midst of a header. */
    CaptureFailed stopsWithinHeader(String part, int needed) {
        if (broken != null) return cannotRead();
        return damaged(
                "stops within the header of %s at byte %,d: it takes %,d bytes and %,d are left",
                part, offset(), needed, left());
    }

    CaptureFailed damaged(String format, Object... values) {
        return CaptureFailed.damaged(name + ": " + String.format(Locale.ROOT, format, values));
    }

    private CaptureFailed cannotRead() {
        String reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        String message =
                String.format(Locale.ROOT, "%s: cannot be read past byte %,d: %s", name, before + filled, reason);
        boolean compression = broken instanceof ZipException || broken instanceof EOFException;
        return compression ? CaptureFailed.damaged(message) : CaptureFailed.unavailable(message, broken);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was written, so nothing can be lost
        }
    }
}
