package portcullis.decode;

/** Walks the headers that may stand between an IPv6 header and what it carries (RFC 8200, 4). */
final class Ip6Headers {
    static final int FRAGMENT = 44;
    static final int FRAGMENT_HEADER = 8;
    /** The chain goes on beyond the end of what is there. */
    static final int CUT = -1;
    /** Longer than anybody sends in good faith; RFC 8504, 5.3 lets a host refuse more than a few. */
    static final int TOO_MANY = -2;

    private static final int MOST = 32;
    private static final int AUTHENTICATION = 51;

    private Ip6Headers() {}

    /**
     * Moves the cursor behind the extension headers, the first of which is {@code first}. Returns the number of what stands
     * there, which may be {@link #FRAGMENT} with the cursor on its header, or one of the negative numbers above.
     */
    static int walk(Cursor c, int first) {
        int next = first;
        for (int i = 0; i <= MOST; i++) {
            if (!isExtension(next)) return next;
            if (!c.has(2)) return CUT;
            // the byte does not count the first 8 bytes; of AH (RFC 4302, 2.2) it counts 4s and leaves out 8
            int length = next == AUTHENTICATION ? (c.u8(1) + 2) * 4 : (c.u8(1) + 1) * 8;
            if (!c.has(length)) return CUT;
            next = c.u8(0);
            c.pass(length);
        }
        return TOO_MANY;
    }

    /** Hop-by-hop, routing, destination options, AH, mobility, HIP, shim6: those whose second byte is a length. */
    private static boolean isExtension(int next) {
        return next == 0
                || next == 43
                || next == 60
                || next == AUTHENTICATION
                || next == 135
                || next == 139
                || next == 140;
    }

    static boolean isFirstFragment(Cursor c) {
        return c.has(FRAGMENT_HEADER) && c.u16(2) >>> 3 == 0;
    }
}
