package portcullis.decode;

import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * Reads what carries ports. A header that Linux drops (RFC 9293, RFC 768) is refused, since no scanner learns anything by it;
 * one that is merely odd is not. Checksums are not verified: a capture taken where a packet was sent has it before the network
 * card fills them in, so a wrong one says nothing.
 */
final class Transports {
    static final int TCP = 6;
    static final int UDP = 17;
    /** Up to the flags. */
    static final int LEAST_TCP = 14;

    static final int SCTP = 132;

    private static final int ICMP = 1;
    private static final int ICMP6 = 58;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int SCTP_HEADER = 12;
    /** Up to the type of the first chunk. */
    private static final int LEAST_SCTP = SCTP_HEADER + 1;

    private Transports() {}

    /** The cursor stands behind the IP headers; of a fragment, at the beginning of what was fragmented. */
    static Decoded decode(int protocol, Cursor c, PacketView view) {
        if (protocol == TCP) return tcp(c, view);
        if (protocol == UDP) return udp(c, view);
        return switch (protocol) {
            case ICMP -> Quotes.ofIcmp(c, view);
            case ICMP6 -> Quotes.ofIcmp6(c, view);
            case 59 -> Decoded.NO_NEXT_HEADER;
            case 4, 41, 47, 97, 137 -> Decoded.TUNNEL;
            case SCTP -> sctp(c, view);
            default -> view.is(Transport.PROTOCOL, Kind.PROTOCOL, protocol, Math.max(0, c.promisedLeft()));
        };
    }

    /** How many bytes tell ports and flags; 0 for a protocol of which a fragment is as good as the whole. */
    static int least(int protocol) {
        if (protocol == TCP) return LEAST_TCP;
        if (protocol == SCTP) return LEAST_SCTP;
        return protocol == UDP ? UDP_HEADER : 0;
    }

    private static Decoded tcp(Cursor c, PacketView view) {
        if (!c.has(LEAST_TCP)) return c.why(view.isFragment ? LEAST_TCP : TCP_HEADER);
        int header = (c.u8(12) >>> 4) * 4;
        int length = c.promisedLeft();
        if (header < TCP_HEADER) return Decoded.BAD_HEADER;
        if (!view.isFragment && header > length) return Decoded.BAD_HEADER;
        int ports = c.i32(0);
        view.transport = Transport.TCP;
        view.sourcePort = ports >>> 16;
        view.targetPort = ports & 0xFFFF;
        view.flags = c.u8(13);
        view.window = c.has(16) ? c.u16(14) : 0;
        view.sequence = c.i32(4);
        view.acknowledgement = c.i32(8);
        view.payloadLength = Math.max(0, length - header);
        view.tool = Signatures.isSyn(view.flags) ? Signatures.of(c, header, view) : Tool.NONE;
        return Decoded.PACKET;
    }

    private static Decoded udp(Cursor c, PacketView view) {
        int length = c.promisedLeft();
        if (length < UDP_HEADER) return Decoded.BAD_HEADER;
        if (!c.has(4)) return Decoded.TRUNCATED;
        int said = c.has(6) ? c.u16(4) : length;
        boolean isJumbo = said == 0 && !view.isIpv4(); // RFC 2675, 4
        if (said < UDP_HEADER && !isJumbo) return Decoded.BAD_HEADER;
        if (said > length && !view.isFragment) return Decoded.BAD_HEADER;
        int ports = c.i32(0);
        int sourcePort = ports >>> 16;
        view.is(Transport.UDP, Kind.UDP, ports & 0xFFFF, (isJumbo ? length : said) - UDP_HEADER);
        view.sourcePort = sourcePort;
        return Decoded.PACKET;
    }

    private static Decoded sctp(Cursor c, PacketView view) {
        if (!c.has(LEAST_SCTP)) return c.why(LEAST_SCTP);
        int ports = c.i32(0);
        view.is(Transport.SCTP, chunk(c.u8(SCTP_HEADER)), ports & 0xFFFF, c.promisedLeft() - SCTP_HEADER);
        view.sourcePort = ports >>> 16;
        return Decoded.PACKET;
    }

    /** RFC 9260, 3.2. */
    private static Kind chunk(int type) {
        return switch (type) {
            case 1 -> Kind.INIT;
            case 2 -> Kind.INIT_ACK;
            case 10 -> Kind.COOKIE;
            default -> Kind.CHUNK;
        };
    }
}
