package portcullis.decode;

import portcullis.fact.Address;
import portcullis.fact.Transport;

/** ICMP (RFC 792) and ICMPv6 (RFC 4443) errors, which quote the packet they are about, often only eight bytes behind its IP header. */
final class Quotes {
    private static final int ICMP_HEADER = 8;
    private static final int PORTS = 4;

    private Quotes() {}

    static Decoded ofIcmp(Cursor c, PacketView view) {
        if (!c.has(1)) return c.why(1);
        int type = c.u8(0);
        // unreachable, source quench, time exceeded, parameter problem
        boolean isError = type == 3 || type == 4 || type == 11 || type == 12;
        if (!isError) return Requests.ofIcmp(type, c, view);
        int least = ICMP_HEADER + Ip4.HEADER;
        if (!c.has(least)) return c.why(least);
        c.pass(ICMP_HEADER);
        int first = c.u8(0);
        int header = (first & 0xF) * 4;
        if (first >>> 4 != 4 || header < Ip4.HEADER) return Decoded.BAD_HEADER;
        boolean isLaterFragment = (c.u16(6) & Ip4.OFFSET) != 0;
        if (isLaterFragment) return Decoded.ICMP_OTHER;
        int protocol = c.u8(9);
        view.quotedSourceHigh = 0;
        view.quotedSourceLow = Ip4.mapped(c.i32(12));
        view.quotedTargetHigh = 0;
        view.quotedTargetLow = Ip4.mapped(c.i32(16));
        if (!c.has(header)) return c.why(header);
        c.pass(header);
        return ports(protocol, c, view);
    }

    static Decoded ofIcmp6(Cursor c, PacketView view) {
        if (!c.has(1)) return c.why(1);
        int type = c.u8(0);
        boolean isError = type >= 1 && type <= 4;
        if (!isError) return Requests.ofIcmp6(type, c, view);
        int least = ICMP_HEADER + Ip6.HEADER;
        if (!c.has(least)) return c.why(least);
        c.pass(ICMP_HEADER);
        if (c.u8(0) >>> 4 != 6) return Decoded.BAD_HEADER;
        int next = c.u8(6);
        view.quotedSourceHigh = c.i64(8);
        view.quotedSourceLow = c.i64(16);
        view.quotedTargetHigh = c.i64(24);
        view.quotedTargetLow = c.i64(32);
        if (Address.isMapped(view.quotedSourceHigh, view.quotedSourceLow)
                || Address.isMapped(view.quotedTargetHigh, view.quotedTargetLow)) return Decoded.MAPPED_ADDRESS;
        c.pass(Ip6.HEADER);
        int protocol = Ip6Headers.walk(c, next);
        if (protocol == Ip6Headers.FRAGMENT && Ip6Headers.isFirstFragment(c)) {
            int behind = c.u8(0);
            c.pass(Ip6Headers.FRAGMENT_HEADER);
            protocol = Ip6Headers.walk(c, behind);
        }
        return protocol < 0 ? Decoded.ICMP_OTHER : ports(protocol, c, view);
    }

    private static Decoded ports(int protocol, Cursor c, PacketView view) {
        if (protocol != Transports.TCP && protocol != Transports.UDP) return Decoded.ICMP_OTHER;
        if (!c.has(PORTS)) return c.why(PORTS);
        view.transport = Transport.ICMP;
        view.quotedTransport = protocol == Transports.TCP ? Transport.TCP : Transport.UDP;
        view.sourcePort = c.u16(0);
        view.targetPort = c.u16(2);
        view.flags = 0;
        view.window = 0;
        view.payloadLength = 0;
        return Decoded.PACKET;
    }
}
