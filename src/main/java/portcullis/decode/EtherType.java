package portcullis.decode;

/** What follows an EtherType (IEEE 802 numbers): IP, or the tags and labels that may stand before it. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86DD;
    static final int ARP = 0x0806;

    private static final int MOST_TAGS = 8;
    private static final int MOST_LABELS = 16;
    private static final int LONGEST_802_3 = 1500;
    private static final int SNAP = 0xAAAA;
    private static final int LLC_IP = 0x0606;
    private static final int UNNUMBERED = 3;

    private EtherType() {}

    static Decoded strip(int etherType, Cursor c) {
        int type = etherType;
        for (int tags = 0; tags <= MOST_TAGS; tags++) {
            if (type == IPV4) return ip(c, 4);
            if (type == IPV6) return ip(c, 6);
            if (type == ARP) return ip(c, ARP); // not IP, and told by the same mark
            if (!isTag(type)) return stripOther(type, c);
            if (!c.has(4)) return c.why(4);
            type = c.u16(2);
            c.pass(4);
        }
        return Decoded.TOO_MANY_HEADERS;
    }

    /** 802.1Q, 802.1ad and the numbers that were used for stacked tags before it. */
    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88A8 || type == 0x9100 || type == 0x9200;
    }

    private static Decoded stripOther(int type, Cursor c) {
        if (type == 0x8864) return Ppp.overEthernet(c);
        if (type == 0x8847 || type == 0x8848) return mpls(c);
        return type <= LONGEST_802_3 ? llc(c) : Decoded.NOT_IP;
    }

    /** 802.2 with SNAP (RFC 1042), or with the code of IP itself. */
    static Decoded llc(Cursor c) {
        if (!c.has(3)) return c.why(3);
        int points = c.u16(0);
        if (c.u8(2) != UNNUMBERED) return Decoded.NOT_IP;
        if (points == LLC_IP) {
            c.pass(3);
            return ip(c, 4);
        }
        if (points != SNAP) return Decoded.NOT_IP;
        if (!c.has(8)) return c.why(8);
        int organisation = c.u8(3) << 16 | c.u16(4);
        int type = c.u16(6);
        c.pass(8);
        // 0x0000F8 is how IEEE 802.1H writes a bridged EtherType
        boolean isType = (organisation == 0 || organisation == 0xF8) && type > LONGEST_802_3;
        return isType ? strip(type, c) : Decoded.NOT_IP;
    }

    /** A stack of labels (RFC 3032); what it leads to is not said, so IP is told by its first four bits (RFC 4928). */
    static Decoded mpls(Cursor c) {
        for (int labels = 0; labels < MOST_LABELS; labels++) {
            if (!c.has(4)) return c.why(4);
            boolean isLast = (c.u8(2) & 1) != 0;
            c.pass(4);
            if (isLast) return ip(c, 0);
        }
        return Decoded.TOO_MANY_HEADERS;
    }

    static Decoded ip(Cursor c, int version) {
        c.version = version;
        return Decoded.PACKET;
    }
}
