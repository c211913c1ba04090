package portcullis.scenario;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portcullis.fact.Address;

/**
 * Ethernet frames written from a scenario's line, so that its packets take the whole way through the decoder. Checksums are left zero:
 * the decoder reads captures made on the sender, where they are unset as well.
 */
final class Crafted {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int FRAGMENT_HEADER = 44;
    private static final byte[] OUR_MAC = {2, 0, 0, 0, 0, 1};
    private static final byte[] THEIR_MAC = {2, 0, 0, 0, 0, 2};
    private static final byte[] BROADCAST_MAC = {-1, -1, -1, -1, -1, -1};

    private Crafted() {}

    /** Between whom, and what surrounds the segment. */
    record Envelope(
            Address source,
            Address target,
            int ttl,
            boolean options,
            boolean broadcast,
            int fragmentSize,
            boolean reversed,
            int identification) {}

    static byte[] tcp(int sourcePort, int targetPort, int flags, int payload) {
        ByteBuffer segment = ByteBuffer.allocate(20 + payload);
        segment.putShort((short) sourcePort)
                .putShort((short) targetPort)
                .putInt(1)
                .putInt((flags & 16) != 0 ? 1 : 0);
        segment.put((byte) 0x50).put((byte) flags).putShort((short) 1024);
        return segment.array();
    }

    static byte[] udp(int sourcePort, int targetPort, int payload) {
        ByteBuffer datagram = ByteBuffer.allocate(8 + payload);
        datagram.putShort((short) sourcePort).putShort((short) targetPort).putShort((short) (8 + payload));
        return datagram.array();
    }

    /** One frame, or the fragments of it in the order in which they are sent. */
    static List<byte[]> frames(Envelope envelope, boolean isTcp, byte[] segment) {
        int protocol = isTcp ? TCP : UDP;
        if (envelope.fragmentSize() == 0) return List.of(frame(envelope, protocol, segment, 0, false, false));
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 0; at < segment.length; at += envelope.fragmentSize()) {
            int end = Math.min(segment.length, at + envelope.fragmentSize());
            byte[] part = Arrays.copyOfRange(segment, at, end);
            fragments.add(frame(envelope, protocol, part, at, end < segment.length, true));
        }
        if (envelope.reversed()) java.util.Collections.reverse(fragments);
        return fragments;
    }

    private static byte[] frame(Envelope e, int protocol, byte[] part, int offset, boolean more, boolean fragment) {
        byte[] packet = e.source().version() == 4
                ? ipv4(e, protocol, part, offset, more)
                : ipv6(e, protocol, part, offset, more, fragment);
        ByteBuffer frame = ByteBuffer.allocate(14 + packet.length);
        frame.put(e.broadcast() ? BROADCAST_MAC : OUR_MAC).put(THEIR_MAC);
        frame.putShort((short) (e.source().version() == 4 ? 0x0800 : 0x86DD)).put(packet);
        return frame.array();
    }

    private static byte[] ipv4(Envelope e, int protocol, byte[] part, int offset, boolean more) {
        int header = e.options() ? 24 : 20;
        ByteBuffer packet = ByteBuffer.allocate(header + part.length);
        packet.put((byte) (0x40 | header / 4)).put((byte) 0).putShort((short) (header + part.length));
        packet.putShort((short) e.identification()).putShort((short) (offset / 8 | (more ? 0x2000 : 0)));
        packet.put((byte) e.ttl()).put((byte) protocol).putShort((short) 0);
        packet.putInt((int) e.source().low()).putInt((int) e.target().low());
        if (e.options()) packet.putInt(0x01010101); // four times "no operation" (RFC 791)
        return packet.put(part).array();
    }

    private static byte[] ipv6(Envelope e, int protocol, byte[] part, int offset, boolean more, boolean fragment) {
        int extra = (e.options() ? 8 : 0) + (fragment ? 8 : 0);
        ByteBuffer packet = ByteBuffer.allocate(40 + extra + part.length);
        int inner = fragment ? FRAGMENT_HEADER : protocol;
        packet.putInt(0x60000000).putShort((short) (extra + part.length));
        packet.put((byte) (e.options() ? 0 : inner)).put((byte) e.ttl());
        packet.putLong(e.source().high())
                .putLong(e.source().low())
                .putLong(e.target().high())
                .putLong(e.target().low());
        if (e.options())
            packet.put((byte) inner).put((byte) 0).put((byte) 1).put((byte) 4).putInt(0); // hop by hop, padded
        if (fragment) {
            packet.put((byte) protocol)
                    .put((byte) 0)
                    .putShort((short) (offset | (more ? 1 : 0)))
                    .putInt(e.identification());
        }
        return packet.put(part).array();
    }
}
