package portcullis.decode;

import java.nio.ByteBuffer;
import portcullis.capture.Frame;

/**
 * Where the decoder stands in a frame. Two ends matter: that of what was captured, beyond which nothing may be read, and that of
 * what the enclosing header promised, beyond which nothing belongs to the packet (padding of Ethernet).
 */
final class Cursor {
    ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    int at;
    /** The end of what can be read and belongs to the packet. */
    int end;
    /** The end of the packet by its own account; not before {@link #end}. */
    int promised;

    boolean toGroup;
    /** 4, 6 or {@link EtherType#ARP} where the link layer said so, or 0. */
    int version;

    void begin(Frame frame) {
        bytes = frame.bytes();
        at = frame.start();
        end = frame.end();
        int onWire = Math.min(frame.wireLength(), Integer.MAX_VALUE - at);
        promised = Math.max(end, at + onWire);
        toGroup = false;
        version = 0;
    }

    /** Looks at bytes that were put together from fragments. */
    void begin(ByteBuffer together, int from, int length) {
        bytes = together;
        at = from;
        end = from + length;
        promised = end;
    }

    boolean has(int count) {
        return end - at >= count;
    }

    /** Why {@code count} bytes are not there: the capture cut them off, or the packet itself is too short. */
    Decoded why(int count) {
        return promised - at < count ? Decoded.BAD_HEADER : Decoded.TRUNCATED;
    }

    /** Bytes that remain of the packet by its own account. */
    int promisedLeft() {
        return promised - at;
    }

    /** From here the packet is {@code length} bytes long by its own account. */
    void promise(int length) {
        promised = at + length;
        end = Math.min(end, promised);
    }

    void pass(int count) {
        at += count;
    }

    int u8(int from) {
        return bytes.get(at + from) & 0xFF;
    }

    int u16(int from) {
        return bytes.getShort(at + from) & 0xFFFF;
    }

    int i32(int from) {
        return bytes.getInt(at + from);
    }

    long i64(int from) {
        return bytes.getLong(at + from);
    }
}
