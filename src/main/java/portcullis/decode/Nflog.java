package portcullis.decode;

/**
 * What Linux's NFLOG target gives: a family and attributes, one of which is the packet. Their numbers are in the byte order of the
 * host that captured, which no field tells: the first length that is possible decides.
 */
final class Nflog {
    private static final int HEADER = 4;
    private static final int PAYLOAD = 9;
    private static final int MOST_ATTRIBUTES = 64;

    private Nflog() {}

    static Decoded strip(Cursor c) {
        if (!c.has(HEADER + 4)) return c.why(HEADER + 4);
        int family = c.u8(0);
        if (family != 2 && family != 10) return Decoded.NOT_IP;
        c.pass(HEADER);
        int first = Short.reverseBytes((short) c.u16(0)) & 0xFFFF;
        boolean little = first >= 4 && first <= c.promisedLeft();
        for (int i = 0; i < MOST_ATTRIBUTES; i++) {
            if (!c.has(4)) return c.why(4);
            int length = number(c, 0, little);
            int type = number(c, 2, little) & 0x7FFF;
            if (length < 4) return Decoded.BAD_HEADER;
            if (type == PAYLOAD) {
                c.promise(Math.min(length, c.promisedLeft()));
                c.pass(4);
                return EtherType.ip(c, family == 2 ? 4 : 6);
            }
            int whole = length + 3 & ~3;
            if (!c.has(whole)) return c.why(whole);
            c.pass(whole);
        }
        return Decoded.TOO_MANY_HEADERS;
    }

    private static int number(Cursor c, int from, boolean little) {
        short value = (short) c.u16(from);
        return (little ? Short.reverseBytes(value) : value) & 0xFFFF;
    }
}
