package portcullis.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import portcullis.capture.Frame;
import portcullis.fact.Address;

/** Packets as hosts send them, and a decoder to show them to. */
final class Wire {
    static final String SOURCE = "203.0.113.9";
    static final String TARGET = "192.0.2.1";
    static final String SOURCE_6 = "2001:db8::9";
    static final String TARGET_6 = "2001:db8::1";
    static final int SYN = 2;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMP = 1;
    static final int ICMP_6 = 58;
    static final int MORE = 0x2000;
    static final int RAW = 101;

    final Decoder decoder = new Decoder();
    final PacketView view = new PacketView();

    private final Frame frame = new Frame();
    private long nanos = 1_000_000_000L;

    /** A frame that was captured whole. */
    Decoded decode(int linkType, byte[] bytes) {
        return decode(linkType, bytes, bytes.length);
    }

    /** A frame of which {@code bytes} were captured. */
    Decoded decode(int linkType, byte[] bytes, int wireLength) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 6).order(ByteOrder.BIG_ENDIAN);
        buffer.put(3, bytes); // so that nothing relies on frames to begin at 0, or on what stands beside them
        frame.set(buffer, 3, bytes.length, wireLength, linkType, 4, nanos);
        return decoder.decode(frame, view);
    }

    void pass(long seconds) {
        nanos += seconds * 1_000_000_000L;
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static byte[] u16(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2);
        for (int value : values) bytes.putShort((short) value);
        return bytes.array();
    }

    static byte[] ethernet(int type, byte[] payload) {
        return join(hex("020000000001 020000000002"), u16(type), payload);
    }

    static byte[] ip4(int protocol, byte[] payload) {
        return ip4(protocol, 7, 0, payload);
    }

    static byte[] ip4(int protocol, int id, int fragment, byte[] payload) {
        byte[] head = join(hex("4500"), u16(20 + payload.length, id, fragment), new byte[] {64, (byte) protocol, 0, 0});
        return join(head, address(SOURCE), address(TARGET), payload);
    }

    static byte[] ip6(int next, byte[] payload) {
        byte[] head = join(hex("60000000"), u16(payload.length), new byte[] {(byte) next, 55});
        return join(head, address(SOURCE_6), address(TARGET_6), payload);
    }

    /** A fragment header and what it carries; {@code offset} in bytes. */
    static byte[] fragment(int next, int offset, boolean more, byte[] payload) {
        return join(new byte[] {(byte) next, 0}, u16(offset | (more ? 1 : 0), 0, 99), payload);
    }

    /** An extension header of {@code length} bytes, a multiple of 8. */
    static byte[] extension(int next, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) next;
        bytes[1] = (byte) (length / 8 - 1);
        return bytes;
    }

    static byte[] address(String text) {
        Address address = Address.of(text);
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low());
        return address.version() == 4 ? java.util.Arrays.copyOfRange(bytes.array(), 12, 16) : bytes.array();
    }

    static byte[] tcp(int from, int to, int flags, byte... payload) {
        return join(u16(from, to), new byte[8], new byte[] {0x50, (byte) flags}, u16(1024, 0, 0), payload);
    }

    static byte[] syn(int port) {
        return tcp(40_000, port, SYN);
    }

    static byte[] udp(int from, int to, byte... payload) {
        return join(u16(from, to, 8 + payload.length, 0), payload);
    }
}
