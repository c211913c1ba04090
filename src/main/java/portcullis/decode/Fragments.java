package portcullis.decode;

/**
 * Sees to it that a fragmented probe counts once. A first fragment that holds ports and flags is a packet at once, and the rest
 * is nothing; only where the header itself is cut up are its pieces held until they are together, in whatever order they come.
 * Of an ICMP error, the quoted ports must be in the first fragment.
 */
final class Fragments {
    private static final int LARGEST_PACKET = 65_535;
    private static final int IPV4_HELD = 16;
    private static final int IPV6_HELD = 2048;
    private static final int UNKNOWN_PROTOCOL = -1;

    private final FragmentTable ipv4 = new FragmentTable(4096, IPV4_HELD);
    /** Longer pieces, as extension headers can fill a whole first fragment before TCP begins in the second. */
    private final FragmentTable ipv6 = new FragmentTable(512, IPV6_HELD);

    /** The cursor stands behind the IP header. */
    Decoded takeIpv4(int protocol, int id, int offset, boolean isLast, Cursor c, PacketView view) {
        int length = length(c, isLast);
        if (length <= 0 || offset + length > LARGEST_PACKET) return Decoded.BAD_HEADER;
        view.isFragment = true;
        int least = Transports.least(protocol);
        if (offset == 0 && length >= least) return Transports.decode(protocol, c, view);
        if (offset >= least) return Decoded.LATER_FRAGMENT;
        int entry = ipv4.entry(view, id, protocol);
        ipv4.add(entry, c, offset, length, isLast);
        if (offset == 0) ipv4.begin(entry, protocol);
        if (ipv4.together(entry) < least) return Decoded.FRAGMENT_HELD;
        ipv4.show(entry, c);
        ipv4.forget(entry);
        return Transports.decode(protocol, c, view);
    }

    /** The cursor stands behind the fragment header; {@code next} counts only in the first fragment (RFC 8200, 4.5). */
    Decoded takeIpv6(int next, int id, int offset, boolean isLast, Cursor c, PacketView view) {
        int length = length(c, isLast);
        if (length <= 0 || offset + length > LARGEST_PACKET) return Decoded.BAD_HEADER;
        view.isFragment = true;
        view.hasOptions = true;
        if (offset >= IPV6_HELD) {
            ipv6.countOnly(view, id, 0, offset + length, length, isLast);
            return Decoded.LATER_FRAGMENT;
        }
        int entry = ipv6.entry(view, id, 0);
        if (ipv6.isSpent(entry)) {
            if (offset == 0)
                ipv6.restart(entry, view.nanos); // rather one too many than one that hides behind an older one
            else return rest(entry, offset + length, length, isLast);
        }
        ipv6.add(entry, c, offset, length, isLast);
        ipv6.count(entry, offset + length, length, isLast);
        if (offset == 0) ipv6.begin(entry, next);
        return offset == 0 ? firstOfIpv6(entry, next, length, c, view) : tryIpv6(entry, c, view);
    }

    private Decoded rest(int entry, int end, int length, boolean isLast) {
        ipv6.count(entry, end, length, isLast);
        return Decoded.LATER_FRAGMENT;
    }

    /** Mostly the first fragment holds all headers, and says more of the packet than the bytes that are kept. */
    private Decoded firstOfIpv6(int entry, int next, int length, Cursor c, PacketView view) {
        boolean isCaptured = c.end - c.at >= length;
        int from = c.at;
        Decoded result = carried(next, c, view, isCaptured);
        c.at = from;
        if (result == Decoded.FRAGMENT_HELD) return tryIpv6(entry, c, view);
        ipv6.spend(entry);
        return result;
    }

    private Decoded tryIpv6(int entry, Cursor c, PacketView view) {
        int first = ipv6.first(entry);
        if (first == UNKNOWN_PROTOCOL) return Decoded.FRAGMENT_HELD;
        boolean canGrow = ipv6.canGrow(entry);
        ipv6.show(entry, c);
        Decoded result = carried(first, c, view, canGrow);
        if (result != Decoded.FRAGMENT_HELD) ipv6.spend(entry);
        return result;
    }

    /** What the headers from here carry; held if they are cut and more may come. */
    private static Decoded carried(int next, Cursor c, PacketView view, boolean canGrow) {
        int protocol = Ip6Headers.walk(c, next);
        if (protocol == Ip6Headers.TOO_MANY) return Decoded.TOO_MANY_HEADERS;
        if (protocol == Ip6Headers.FRAGMENT) return Decoded.BAD_HEADER;
        boolean isCut = protocol == Ip6Headers.CUT || !c.has(Transports.least(protocol));
        if (isCut && canGrow) return Decoded.FRAGMENT_HELD;
        if (protocol == Ip6Headers.CUT) return c.end < c.promised ? Decoded.TRUNCATED : Decoded.BAD_HEADER;
        return Transports.decode(protocol, c, view);
    }

    /** All but the last are cut at multiples of 8; Linux, too, drops what exceeds one. */
    private static int length(Cursor c, boolean isLast) {
        int length = c.promisedLeft();
        return isLast ? length : length & ~7;
    }
}
