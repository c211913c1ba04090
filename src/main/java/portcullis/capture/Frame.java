package portcullis.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one captured packet, in a buffer that its source owns and overwrites with the next one. One object serves a whole
 * capture, so that a packet costs no allocation; the buffer is always direct and big-endian, so that the reads in the decoder
 * meet one class only and stay inlined.
 */
public final class Frame implements Sighting {
    private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0).order(ByteOrder.BIG_ENDIAN);

    private ByteBuffer bytes = NONE;
    private int start;
    private int length;
    private int wireLength;
    private int linkType;
    private int interfaceNumber;
    private long nanos;

    /** Points at the next packet. {@code bytes} is direct and big-endian; {@code length} is what was captured of it. */
    public void set(
            ByteBuffer bytes, int start, int length, int wireLength, int linkType, int interfaceNumber, long nanos) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.wireLength = wireLength;
        this.linkType = linkType;
        this.interfaceNumber = interfaceNumber;
        this.nanos = nanos;
    }

    /** The buffer; read it by absolute positions from {@link #start()} to {@link #end()} only. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return start + length;
    }

    /** Bytes captured. */
    public int length() {
        return length;
    }

    /** Bytes on the wire; more than {@link #length()} where the capture cut the packet short. */
    public int wireLength() {
        return wireLength;
    }

    /** LINKTYPE_ number, as the tcpdump group assigns them. */
    public int linkType() {
        return linkType;
    }

    /** From 0, in the order in which the capture names its interfaces. */
    public int interfaceNumber() {
        return interfaceNumber;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
