package portcullis.decode;

/**
 * Finds the IP packet within a frame of any link type that is read. {@link Decoded#PACKET} here means that the cursor stands at
 * it. Numbers are those of the tcpdump group's list of link types.
 */
final class LinkLayer {
    private static final int ETHERNET_HEADER = 14;
    private static final int CISCO_HDLC = 0x0F00;
    private static final int UNICAST_CISCO_HDLC = 0x8F00;

    private LinkLayer() {}

    static Decoded strip(int linkType, Cursor c) {
        if (linkType == LinkTypes.ETHERNET) return ethernet(c, 0);
        return switch (linkType) {
            case LinkTypes.NULL, LinkTypes.LOOP -> family(c);
            case LinkTypes.PPP -> Ppp.framed(c);
            case LinkTypes.PPP_HDLC -> ppp(c);
            case LinkTypes.PPP_WITH_DIRECTION -> Ppp.behindDirection(c);
            case LinkTypes.PPPOE -> Ppp.overEthernet(c);
            case LinkTypes.DLT_RAW, LinkTypes.OPENBSD_RAW, LinkTypes.RAW -> EtherType.ip(c, 0);
            case LinkTypes.IPV4 -> EtherType.ip(c, 4);
            case LinkTypes.IPV6 -> EtherType.ip(c, 6);
            case LinkTypes.ATM_RFC1483 -> EtherType.llc(c);
            case LinkTypes.CISCO_HDLC -> typed(c, 4, 2);
            case LinkTypes.FRAME_RELAY -> FrameRelay.strip(c);
            case LinkTypes.MPLS -> EtherType.mpls(c);
            case LinkTypes.LINUX_COOKED -> cooked(c, 16, 14, 0, 2);
            case LinkTypes.LINUX_COOKED_2 -> cooked(c, 20, 0, 10, 1);
            case LinkTypes.APPLE_FIREWIRE -> typed(c, 18, 16);
            case LinkTypes.PPI -> Enclosing.ppi(c);
            case LinkTypes.PKTAP -> Enclosing.pktap(c);
            case LinkTypes.NFLOG -> Nflog.strip(c);
            case LinkTypes.IP_OVER_INFINIBAND -> typed(c, 44, 40);
            case LinkTypes.BROADCOM_TAG, LinkTypes.MARVELL_TAG -> ethernet(c, 4);
            case LinkTypes.BROADCOM_TAG_BEFORE -> behind(c, 4);
            case LinkTypes.MARVELL_LONG_TAG -> ethernet(c, 8);
            default -> Decoded.UNKNOWN_LINK_TYPE;
        };
    }

    /** An Ethernet header, with the tag of a switch chip behind its addresses where {@code tag} is not 0. */
    private static Decoded ethernet(Cursor c, int tag) {
        int header = ETHERNET_HEADER + tag;
        if (!c.has(header)) return c.why(header);
        c.toGroup = (c.u8(0) & 1) != 0;
        int type = c.u16(header - 2);
        c.pass(header);
        return EtherType.strip(type, c);
    }

    private static Decoded behind(Cursor c, int tag) {
        if (!c.has(tag)) return c.why(tag);
        c.pass(tag);
        return ethernet(c, 0);
    }

    /** A header of a fixed length with an EtherType in it. */
    private static Decoded typed(Cursor c, int header, int typeAt) {
        if (!c.has(header)) return c.why(header);
        int type = c.u16(typeAt);
        c.pass(header);
        return EtherType.strip(type, c);
    }

    /** Linux's "any" device. Its packet type is 1 for broadcast and 2 for multicast. */
    private static Decoded cooked(Cursor c, int header, int protocolAt, int packetTypeAt, int packetTypeBytes) {
        if (!c.has(header)) return c.why(header);
        int packetType = packetTypeBytes == 1 ? c.u8(packetTypeAt) : c.u16(packetTypeAt);
        c.toGroup = packetType == 1 || packetType == 2;
        int protocol = c.u16(protocolAt);
        c.pass(header);
        return protocol == 4 ? EtherType.llc(c) : EtherType.strip(protocol, c);
    }

    /** Four bytes of address family, in the byte order of the capturing host; what IPv6 is numbered depends on the system. */
    private static Decoded family(Cursor c) {
        if (!c.has(4)) return c.why(4);
        int value = c.i32(0);
        int family = (value & 0xFFFF) == 0 ? Integer.reverseBytes(value) : value;
        c.pass(4);
        return switch (family) {
            case 2 -> EtherType.ip(c, 4);
            case 10, 23, 24, 28, 30 -> EtherType.ip(c, 6); // Linux, Windows, NetBSD and OpenBSD, FreeBSD, macOS
            default -> Decoded.NOT_IP;
        };
    }

    /** PPP in HDLC-like framing, which shares its number with Cisco's (RFC 1547, 4.3.1). */
    private static Decoded ppp(Cursor c) {
        if (!c.has(4)) return c.why(4);
        int start = c.u16(0);
        return start == CISCO_HDLC || start == UNICAST_CISCO_HDLC ? typed(c, 4, 2) : Ppp.framed(c);
    }
}
