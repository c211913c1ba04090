package portcullis.decode;

/**
 * Frame Relay: an address of two to four bytes, then a control byte and a network layer id (RFC 2427), or Cisco's EtherType.
 */
final class FrameRelay {
    private static final int LONGEST_ADDRESS = 4;

    private static final int UNNUMBERED = 3;

    private FrameRelay() {}

    static Decoded strip(Cursor c) {
        int address = 0;
        do {
            if (!c.has(address + 1)) return c.why(address + 1);
            address++;
        } while ((c.u8(address - 1) & 1) == 0 && address < LONGEST_ADDRESS);
        c.pass(address);
        if (!c.has(3)) return c.why(3);
        if (c.u8(0) != UNNUMBERED) return cisco(c);
        c.pass(c.u8(1) == 0 ? 2 : 1); // a zero may pad the header to an even length
        int network = c.u8(0);
        c.pass(1);
        return switch (network) {
            case 0xCC -> EtherType.ip(c, 4);
            case 0x8E -> EtherType.ip(c, 6);
            case 0x80 -> snap(c);
            default -> Decoded.NOT_IP;
        };
    }

    private static Decoded cisco(Cursor c) {
        int type = c.u16(0);
        c.pass(2);
        return type == EtherType.IPV4 || type == EtherType.IPV6 ? EtherType.strip(type, c) : Decoded.NOT_IP;
    }

    private static Decoded snap(Cursor c) {
        if (!c.has(5)) return c.why(5);
        boolean isType = c.u8(0) == 0 && c.u16(1) == 0;
        int type = c.u16(3);
        c.pass(5);
        return isType ? EtherType.strip(type, c) : Decoded.NOT_IP;
    }
}
