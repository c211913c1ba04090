package portcullis.decode;

import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Transport;

/** Questions that every host answers by itself: pings (RFC 792, RFC 950, RFC 4443), ARP (RFC 826), neighbour solicitation (RFC 4861). */
final class Requests {
    private static final int ARP_LENGTH = 28;
    private static final int ETHERNET_TO_IPV4 = 0x0001_0800;
    private static final int LENGTHS_AND_REQUEST = 0x0604_0001;
    private static final int SOLICITATION = 24;

    private Requests() {}

    static Decoded ofIcmp(int type, Cursor c, PacketView view) {
        return switch (type) {
            case 8 -> view.is(Transport.PING, Kind.ECHO, type, c.promisedLeft());
            case 13 -> view.is(Transport.PING, Kind.TIMESTAMP, type, c.promisedLeft());
            case 17 -> view.is(Transport.PING, Kind.MASK, type, c.promisedLeft());
            default -> Decoded.ICMP_OTHER;
        };
    }

    static Decoded ofIcmp6(int type, Cursor c, PacketView view) {
        if (type == 128) return view.is(Transport.PING, Kind.ECHO, type, c.promisedLeft());
        if (type != 135 || isFromNobody(view)) return Decoded.ICMP_OTHER;
        if (!c.has(SOLICITATION)) return c.why(SOLICITATION);
        view.targetHigh = c.i64(8);
        view.targetLow = c.i64(16);
        if (Address.isMapped(view.targetHigh, view.targetLow)) return Decoded.MAPPED_ADDRESS;
        return view.is(Transport.NEIGHBOUR, Kind.WHO_HAS, 0, 0);
    }

    /** Whether my new address is taken (RFC 4862, 5.4): of it nobody can be blamed yet. */
    private static boolean isFromNobody(PacketView view) {
        return view.sourceHigh == 0 && view.sourceLow == 0;
    }

    static Decoded ofArp(Cursor c, PacketView view) {
        if (!c.has(ARP_LENGTH)) return c.why(ARP_LENGTH);
        boolean isRequest = c.i32(0) == ETHERNET_TO_IPV4 && c.i32(4) == LENGTHS_AND_REQUEST;
        boolean isFromNobody = c.i32(14) == 0; // the same question in IPv4 (RFC 5227)
        if (!isRequest || isFromNobody) return Decoded.NOT_IP;
        view.sourceHigh = 0;
        view.sourceLow = Ip4.mapped(c.i32(14));
        view.targetHigh = 0;
        view.targetLow = Ip4.mapped(c.i32(24));
        view.ttl = 0;
        view.hasOptions = false;
        return view.is(Transport.NEIGHBOUR, Kind.WHO_HAS, 0, 0);
    }
}
