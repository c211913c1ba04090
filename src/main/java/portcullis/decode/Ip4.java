package portcullis.decode;

/** Reads an IPv4 header (RFC 791). */
final class Ip4 {
    static final int HEADER = 20;
    static final int OFFSET = 0x1FFF;

    private static final int MORE = 0x2000;
    private static final long MAPPED = 0xFFFFL << 32;

    private final Fragments fragments;

    Ip4(Fragments fragments) {
        this.fragments = fragments;
    }

    Decoded decode(Cursor c, PacketView view) {
        if (!c.has(HEADER)) return c.why(HEADER);
        int header = (c.u8(0) & 0xF) * 4;
        int said = c.u16(2);
        int total =
                said == 0 ? c.promisedLeft() : said; // 0: captured before the card cut it up, the frame is all there is
        if (header < HEADER || total < header) return Decoded.BAD_HEADER;
        c.promise(total);
        if (!c.has(header)) return c.why(header);
        view.sourceHigh = 0;
        view.sourceLow = mapped(c.i32(12));
        view.targetHigh = 0;
        view.targetLow = mapped(c.i32(16));
        view.ttl = c.u8(8);
        view.identification = c.u16(4);
        view.hasOptions = header > HEADER;
        int protocol = c.u8(9);
        int fragment = c.u16(6) & (MORE | OFFSET);
        if (fragment == 0) {
            c.pass(header);
            return Transports.decode(protocol, c, view);
        }
        int id = c.u16(4);
        c.pass(header);
        return fragments.takeIpv4(protocol, id, (fragment & OFFSET) * 8, (fragment & MORE) == 0, c, view);
    }

    /** The low half of the address in its mapped form; the high half is 0. */
    static long mapped(int bits) {
        return MAPPED | bits & 0xFFFF_FFFFL;
    }
}
