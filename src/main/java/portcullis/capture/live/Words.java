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

    /** The extension headers that the decoder follows, but for multicast membership, and later fragments of UDP, which are bulk. */
    String behindHeaders() {
        if (this == IPV4) return KernelFilter.NOTHING;
        return "((ip6[6] = 0 and ip6[40] != 58) or ip6[6] = 43 or ip6[6] = 51 or ip6[6] = 60 or ip6[6] = 135 or ip6[6] = 139 or ip6[6] = 140"
                + " or (ip6[6] = 44 and not (ip6[40] = 17 and ip6[42:2] & 0xfff8 != 0)))";
    }

    String noPayload() {
        return this == IPV4
                ? "(ip[2:2] - ((ip[0] & 0x0f) << 2) - ((tcp[12] & 0xf0) >> 2) = 0)"
                : "(ip6[4:2] - ((ip6[52] & 0xf0) >> 2) = 0)";
    }

    String ports(BitSet ports, BitSet busy, String field) {
        if (ports.isEmpty()) return KernelFilter.NOTHING;
        return Ports.of(FewRanges.of(ports, busy, KernelFilter.MOST_RANGES)).ranges().stream()
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
