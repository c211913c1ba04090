package portcullis.decode;

/** Link types whose header names another link type: PPI, and PKTAP of macOS. Little-endian, and not one within the other. */
final class Enclosing {
    private static final int PPI_HEADER = 8;
    private static final int PKTAP_LEAST = 12;

    private Enclosing() {}

    static Decoded ppi(Cursor c) {
        if (!c.has(PPI_HEADER)) return c.why(PPI_HEADER);
        int header = Short.reverseBytes((short) c.u16(2)) & 0xFFFF;
        return inner(c, header, PPI_HEADER, Integer.reverseBytes(c.i32(4)));
    }

    static Decoded pktap(Cursor c) {
        if (!c.has(PKTAP_LEAST)) return c.why(PKTAP_LEAST);
        int header = Integer.reverseBytes(c.i32(0));
        return inner(c, header, PKTAP_LEAST, Integer.reverseBytes(c.i32(8)));
    }

    private static Decoded inner(Cursor c, int header, int least, int linkType) {
        if (header < least) return Decoded.BAD_HEADER;
        if (!c.has(header)) return c.why(header);
        if (linkType == LinkTypes.PPI || linkType == LinkTypes.PKTAP) return Decoded.UNKNOWN_LINK_TYPE;
        c.pass(header);
        return LinkLayer.strip(linkType, c);
    }
}
