package portcullis.decode;

/** PPP (RFC 1661) on its own, in HDLC-like framing (RFC 1662), or over Ethernet (RFC 2516). Not the links of a bundle. */
final class Ppp {
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    private static final int OVER_ETHERNET_HEADER = 6;

    private Ppp() {}

    static Decoded framed(Cursor c) {
        if (!c.has(2)) return c.why(2);
        if (c.u16(0) == ADDRESS_AND_CONTROL) c.pass(2);
        return payload(c);
    }

    /** A byte says who sent the frame, us or the peer. */
    static Decoded behindDirection(Cursor c) {
        if (!c.has(1)) return c.why(1);
        c.pass(1);
        return framed(c);
    }

    static Decoded overEthernet(Cursor c) {
        if (!c.has(OVER_ETHERNET_HEADER)) return c.why(OVER_ETHERNET_HEADER);
        boolean isSession = c.u8(1) == 0;
        c.pass(OVER_ETHERNET_HEADER);
        return isSession ? payload(c) : Decoded.NOT_IP;
    }

    /** The protocol number takes one byte where it was agreed to compress it; an odd first byte says so. */
    private static Decoded payload(Cursor c) {
        if (!c.has(1)) return c.why(1);
        int size = (c.u8(0) & 1) != 0 ? 1 : 2;
        if (!c.has(size)) return c.why(size);
        int protocol = size == 1 ? c.u8(0) : c.u16(0);
        c.pass(size);
        return switch (protocol) {
            case 0x0021 -> EtherType.ip(c, 4);
            case 0x0057 -> EtherType.ip(c, 6);
            case 0x0281, 0x0283 -> EtherType.mpls(c);
            default -> Decoded.NOT_IP;
        };
    }
}
