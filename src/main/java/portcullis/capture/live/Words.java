package portcullis.capture.live;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;

/** How one family's packets are spoken of in libpcap's filter language, whose {@code tcp[...]} knows IPv4 only. */
enum Words {
    IPV4("ip", "tcp[13]", "tcp[2:2]", "udp[0:2]", "udp[2:2]"),
    /** Ports and flags of what follows the header at once. */
    IPV6("ip6", "ip6[53]", "ip6[42:2]", "ip6[40:2]", "ip6[42:2]");

    /** To whomever, about whomever, but from somebody (RFC 5227: who only tries an address has none yet). */
    static final String ARP_REQUEST = "(arp[6:2] = 1 and arp[14:4] != 0)";

    private static final String CARRIERS = KernelFilter.CARRIERS.ranges().stream()
            .map(range -> range(range, "ip6[40]"))
            .collect(Collectors.joining(" or "));

    private final String protocol;
    private final String flags;
    private final String tcpTarget;
    private final String udpSource;
    private final String udpTarget;

    Words(String protocol, String flags, String tcpTarget, String udpSource, String udpTarget) {
        this.protocol = protocol;
        this.flags = flags;
        this.tcpTarget = tcpTarget;
        this.udpSource = udpSource;
        this.udpTarget = udpTarget;
    }

    String flags() {
        return flags;
    }

    String tcpTarget() {
        return tcpTarget;
    }

    /** Where both families' TCP and UDP have their source port. */
    String tcpSource() {
        return this == IPV4 ? "tcp[0:2]" : udpSource;
    }

    String udpSource() {
        return udpSource;
    }

    String udpTarget() {
        return udpTarget;
    }

    String isTcp() {
        return this == IPV4 ? "(ip[9] = 6)" : "(ip6[6] = 6)";
    }

    /** TCP with its header in this packet, as we send it. */
    String isWholeTcp() {
        return this == IPV4 ? "(ip[9] = 6 and ip[6:2] & 0x3fff = 0)" : isTcp();
    }

    /** The first of a UDP packet at least: of its other fragments nobody learns a port. */
    String isUdp() {
        return this == IPV4 ? "(ip[9] = 17 and ip[6:2] & 0x1fff = 0)" : "(ip6[6] = 17)";
    }

    /** Must be asked before the flags: to look beyond the end of a tiny first fragment ends the program with no. */
    String isTcpFragment() {
        return this == IPV4 ? "(ip[6:2] & 0x3fff != 0)" : KernelFilter.NOTHING;
    }

    /** The extension headers that the decoder follows, but for multicast membership, and fragments that are bulk: later ones of UDP, those of tunnels. */
    String behindHeaders() {
        if (this == IPV4) return KernelFilter.NOTHING;
        return "((ip6[6] = 0 and ip6[40] != 58) or ip6[6] = 43 or ip6[6] = 51 or ip6[6] = 60 or ip6[6] = 135 or ip6[6] = 139 or ip6[6] = 140"
                + " or (ip6[6] = 44 and not (ip6[40] = 17 and ip6[42:2] & 0xfff8 != 0)"
                + " and not (" + CARRIERS + ")))";
    }

    /** Chunks INIT and COOKIE ECHO (RFC 9260, 3.2), which come first in their packet. */
    String sctpBeginning() {
        return this == IPV4
                ? "(ip[9] = 132 and ip[6:2] & 0x1fff = 0 and (sctp[12] = 1 or sctp[12] = 10))"
                : "(ip6[6] = 132 and (ip6[52] = 1 or ip6[52] = 10))";
    }

    /** Types of requests that every host answers by itself. */
    BitSet pingTypes() {
        BitSet types = new BitSet();
        if (this == IPV6) {
            types.set(128);
            return types;
        }
        types.set(8);
        types.set(13);
        types.set(17);
        return types;
    }

    /** @param neighbours whether solicitations are wanted as well, but for those that come from nobody (RFC 4862, 5.4) */
    String pings(BitSet types, boolean neighbours) {
        if (this == IPV4)
            return KernelFilter.and("(ip[9] = 1 and ip[6:2] & 0x1fff = 0)", ports(types, new BitSet(), "icmp[0]"));
        String solicitation = neighbours ? "(ip6[40] = 135 and ip6[8:4] != 0)" : KernelFilter.NOTHING;
        return KernelFilter.and("(ip6[6] = 58)", KernelFilter.or(ports(types, new BitSet(), "ip6[40]"), solicitation));
    }

    String protocolNumber() {
        return this == IPV4 ? "ip[9]" : "ip6[6]";
    }

    /** The first fragment or the whole; IPv6 says so in another header. */
    String isFirst() {
        return this == IPV4 ? "(ip[6:2] & 0x1fff = 0)" : "";
    }

    String isToOne() {
        return this == IPV4 ? "(ip[16] < 224)" : "(ip6[24] != 0xff)";
    }

    /** Whether one of these asks for his neighbour by ARP. */
    String askedBy(List<Network> networks) {
        return networks.stream().map(network -> "arp src net " + network).collect(Collectors.joining(" or ", "(", ")"));
    }

    String noPayload() {
        return this == IPV4
                ? "(ip[2:2] - ((ip[0] & 0x0f) << 2) - ((tcp[12] & 0xf0) >> 2) = 0)"
                : "(ip6[4:2] - ((ip6[52] & 0xf0) >> 2) = 0)";
    }

    String ports(BitSet ports, BitSet busy, String field) {
        return ports(ports, busy, field, KernelFilter.MOST_RANGES);
    }

    String ports(BitSet ports, BitSet busy, String field, int most) {
        if (ports.isEmpty()) return KernelFilter.NOTHING;
        return Ports.of(FewRanges.of(ports, busy, most)).ranges().stream()
                .map(range -> range(range, field))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String range(PortRange range, String field) {
        if (range.first() == range.last()) return field + " = " + range.first();
        if (range.first() == 0) return field + " <= " + range.last();
        if (range.last() == PortRange.PORTS - 1) return field + " >= " + range.first();
        return "(" + field + " >= " + range.first() + " and " + field + " <= " + range.last() + ")";
    }

    String host(String end, Address address) {
        return "(" + protocol + " " + end + " host " + address + ")";
    }

    /** Empty where there are none, or too many to name: then every address will do. */
    String networks(String end, List<Network> networks) {
        if (networks.isEmpty() || networks.size() > KernelFilter.MOST_NETWORKS) return "";
        return networks.stream()
                .map(network -> network.isSingle()
                        ? host(end, network.base())
                        : "(" + protocol + " " + end + " net " + network + ")")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Multicast, and the broadcasts of our networks. */
    String toMany(List<Network> links) {
        if (this == IPV6) return "(ip6[24] = 0xff)";
        return links.stream()
                .filter(link -> link.prefix() < 31)
                .map(link -> new Address(0, link.base().low() | -1L >>> 32 + link.prefix()))
                .map(broadcast -> " or " + host("dst", broadcast))
                .collect(Collectors.joining("", "(ip[16] >= 224", ")"));
    }
}
