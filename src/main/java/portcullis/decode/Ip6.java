package portcullis.decode;

import portcullis.fact.Address;

/** Reads an IPv6 header (RFC 8200) and what extends it. */
final class Ip6 {
    static final int HEADER = 40;

    private static final int NO_NEXT_HEADER = 59;

    private final Fragments fragments;

    Ip6(Fragments fragments) {
        this.fragments = fragments;
    }

    Decoded decode(Cursor c, PacketView view) {
        if (!c.has(HEADER)) return c.why(HEADER);
        int said = c.u16(4);
        int next = c.u8(6);
        view.ttl = c.u8(7);
        view.identification = PacketView.NO_IDENTIFICATION;
        view.sourceHigh = c.i64(8);
        view.sourceLow = c.i64(16);
        view.targetHigh = c.i64(24);
        view.targetLow = c.i64(32);
        if (Address.isMapped(view.sourceHigh, view.sourceLow)) return Decoded.MAPPED_ADDRESS;
        if (Address.isMapped(view.targetHigh, view.targetLow)) return Decoded.MAPPED_ADDRESS;
        // 0: a jumbogram (RFC 2675), or captured before the card cut it up
        if (said != 0 || next == NO_NEXT_HEADER) c.promise(HEADER + said);
        c.pass(HEADER);
        int protocol = Ip6Headers.walk(c, next);
        view.hasOptions = protocol != next;
        return protocol == Ip6Headers.FRAGMENT ? fragment(c, view) : carried(protocol, c, view);
    }

    private Decoded fragment(Cursor c, PacketView view) {
        if (!c.has(Ip6Headers.FRAGMENT_HEADER)) return c.why(Ip6Headers.FRAGMENT_HEADER);
        int next = c.u8(0);
        int offset = c.u16(2) & 0xFFF8;
        boolean isLast = (c.u16(2) & 1) == 0;
        int id = c.i32(4);
        c.pass(Ip6Headers.FRAGMENT_HEADER);
        if (offset > 0 || !isLast) return fragments.takeIpv6(next, id, offset, isLast, c, view);
        view.hasOptions = true; // atomic (RFC 6946): a whole packet that only looks like a fragment
        return carried(Ip6Headers.walk(c, next), c, view);
    }

    private static Decoded carried(int protocol, Cursor c, PacketView view) {
        if (protocol == Ip6Headers.TOO_MANY) return Decoded.TOO_MANY_HEADERS;
        if (protocol == Ip6Headers.CUT) return c.end < c.promised ? Decoded.TRUNCATED : Decoded.BAD_HEADER;
        if (protocol == Ip6Headers.FRAGMENT) return Decoded.BAD_HEADER; // one within another
        return Transports.decode(protocol, c, view);
    }
}
