package portcullis.scenario;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import portcullis.fact.Address;
import portcullis.fact.Tool;

/**
 * Ethernet frames written from a scenario's line, so that its packets take the whole way through the decoder. Checksums are left zero:
 * the decoder reads captures made on the sender, where they are unset as well.
 */
final class Crafted {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int ICMP = 1;
    private static final int ICMP_6 = 58;
    private static final int ACK = 16;
    private static final int SEGMENT_SIZE_1460 = 0x0204_05B4;
    private static final int FRAGMENT_HEADER = 44;
    /** The same from both sides, so that each acknowledges the other's SYN; and of no tool's making. */
    private static final int SEQUENCE = 0x0001_8000;

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

    /**
     * What an IP header carries.
     *
     * @param identification what the IP header must say, where that is part of a tool's signature
     */
    record Segment(int protocol, byte[] bytes, OptionalInt identification) {
        Segment(int protocol, byte[] bytes) {
            this(protocol, bytes, OptionalInt.empty());
        }
    }

    /** @param tool whose signature a SYN carries; {@link Tool} says what that is */
    static Segment tcp(Address target, int sourcePort, int targetPort, int flags, int payload, Tool tool) {
        int header = tool == Tool.NMAP ? 24 : 20;
        int sequence = tool == Tool.MIRAI ? (int) target.low() : SEQUENCE;
        ByteBuffer segment = ByteBuffer.allocate(header + payload);
        segment.putShort((short) sourcePort).putShort((short) targetPort).putInt(sequence);
        segment.putInt((flags & ACK) != 0 ? SEQUENCE + 1 : 0);
        segment.put((byte) (header << 2)).put((byte) flags).putShort((short) window(tool));
        if (tool == Tool.NMAP) segment.putInt(16, 0).putInt(20, SEGMENT_SIZE_1460);
        return new Segment(TCP, segment.array(), identification(tool, (int) target.low() ^ targetPort ^ sequence));
    }

    private static int window(Tool tool) {
        return switch (tool) {
            case ZMAP -> 0xFFFF;
            case HPING -> 512;
            case NONE, NMAP, MASSCAN, MIRAI -> 1024;
        };
    }

    private static OptionalInt identification(Tool tool, int folded) {
        if (tool == Tool.ZMAP) return OptionalInt.of(54_321);
        return tool == Tool.MASSCAN ? OptionalInt.of(folded & 0xFFFF) : OptionalInt.empty();
    }

    /** A packet with one chunk of this type. */
    static Segment sctp(int sourcePort, int targetPort, int chunk) {
        ByteBuffer packet = ByteBuffer.allocate(16);
        packet.putShort((short) sourcePort)
                .putShort((short) targetPort)
                .put(12, (byte) chunk)
                .put(15, (byte) 4);
        return new Segment(SCTP, packet.array());
    }

    static Segment ping(int version, String what) {
        int type = switch (what) {
            case "echo" -> version == 4 ? 8 : 128;
            case "timestamp" -> 13;
            case "mask" -> 17;
            default -> throw new IllegalArgumentException("ping echo, timestamp or mask, not \"" + what + "\"");
        };
        if (version == 6 && type < 128) throw new IllegalArgumentException("ICMPv6 knows no " + what);
        return new Segment(version == 4 ? ICMP : ICMP_6, new byte[] {(byte) type, 0, 0, 0, 0, 0, 0, 0});
    }

    static Segment other(int protocol) {
        return new Segment(protocol, new byte[8]);
    }

    /** An ARP request or a neighbour solicitation. */
    static byte[] neighbour(Address source, Address target) {
        if (source.version() == 4) {
            ByteBuffer frame = ByteBuffer.allocate(42).put(BROADCAST_MAC).put(THEIR_MAC);
            frame.putShort((short) 0x0806)
                    .putInt(0x0001_0800)
                    .putInt(0x0604_0001)
                    .put(THEIR_MAC);
            return frame.putInt((int) source.low())
                    .putInt(38, (int) target.low())
                    .array();
        }
        ByteBuffer solicitation = ByteBuffer.allocate(24).put((byte) 135);
        solicitation.putLong(8, target.high()).putLong(16, target.low());
        Envelope envelope = new Envelope(source, target, 255, false, true, 0, false, 0);
        return frame(envelope, ICMP_6, solicitation.array(), 0, false, false);
    }

    static Segment udp(int sourcePort, int targetPort, int payload) {
        ByteBuffer datagram = ByteBuffer.allocate(8 + payload);
        datagram.putShort((short) sourcePort).putShort((short) targetPort).putShort((short) (8 + payload));
        return new Segment(UDP, datagram.array());
    }

    /** One frame, or the fragments of it in the order in which they are sent. */
    static List<byte[]> frames(Envelope envelope, Segment carried) {
        int protocol = carried.protocol();
        byte[] segment = carried.bytes();
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
