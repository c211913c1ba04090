package portcullis.capture.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/**
 * Says in libpcap's words which packets the kernel copies to us: all that a mode could count, with what is needed to tell an answer
 * from a probe, and as little as possible of the bulk of a busy server. It may pass too much, never too little.
 *
 * <ul>
 *   <li>received, TCP: every packet with SYN; every one with neither ACK nor RST (FIN, NULL, XMAS and stranger ones), or with FIN and RST; one with ACK
 *       only to a watched port that is not served. To an ephemeral port it passes only without payload, as what we download comes there.
 *       Every fragment, since a tiny first one hides the flags.
 *   <li>received, UDP: to a watched port that is not served. What comes from a service's port passes only where some mode counts what comes
 *       from there: else each look-up of a name would be copied.
 *   <li>received, IPv6 behind extension headers: all, as libpcap finds ports only behind none.
 *   <li>received, SCTP: chunks with which an association begins. Pings, protocols, questions for neighbours: those that some mode counts; the last
 *       whomever they are about. Of protocols, none that carries the bulk of others ({@link #CARRIERS}), and none for which a program of this
 *       host has a raw socket.
 *   <li>sent: our initial SYNs, and UDP from the ports that are watched for it: the questions to which answers may come. Our SYN/ACKs from ports that we hold
 *       only to see who connects, and from watched ports that we do not know to be served: a socket that listens for a moment, as for the data of FTP, is
 *       not in any table that is read each second, and what follows on it is no stray.
 * </ul>
 *
 * A direction is told by addresses, and by {@code outbound} where an address alone would let a neighbour forge our own questions.
 * libpcap knows that word and {@code inbound} on live devices only, and only in the kernel: what stands in the ring when a filter
 * is set, and one packet more, it runs through the filter in user space, where a direction is true of nothing. So {@code inbound} stands
 * in the text only where our addresses are not known or too many; the first packet is then lost.
 *
 * <p>A program that the kernel will not take is run in user space as well, with every packet copied and not a word said, so the text
 * is kept small: ports by few ranges, addresses by few networks, and beyond that coarser.
 */
public final class KernelFilter {
    /** Ranges of one transport. 64 of both make 800 to 1,000 instructions (the kernel takes 4,096), for which libpcap needs 1.5 s. */
    static final int MOST_RANGES = 64;

    /** The same where little is lost by it. */
    static final int FEW_RANGES = 16;

    /** Addresses and networks of one family that are told apart. */
    static final int MOST_NETWORKS = 32;

    /**
     * Protocols whose packets are the traffic of others: IP in IP, IPv6 in IP, GRE, ESP and AH, two old encapsulations, EtherIP, IPComp, L2TP, UDP-Lite, MPLS in
     * IP. At the end of a tunnel they come as fast as the line lets them, and of a scan of all protocols hundreds remain.
     */
    static final Ports CARRIERS = Ports.of(BitSet.valueOf(new long[] {
        1L << 4 | 1L << 41 | 1L << 47 | 1L << 50 | 1L << 51 | 1L << 55,
        1L << 94 - 64 | 1L << 97 - 64 | 1L << 98 - 64 | 1L << 108 - 64 | 1L << 115 - 64,
        1L << 136 - 128 | 1L << 137 - 128
    }));

    /** Below it services speak; what comes from there to where a client listens looks like an answer. */
    private static final int FIRST_CLIENT_PORT = 1_024;

    private final Family ipv4;
    private final Family ipv6;

    /**
     * @param watched where some mode counts a first packet of this kind, unless it is served; where others have a port, a ping has its type
     *     and another protocol its number. {@link Kind#ACK} stands for FIN with ACK as well, {@link Kind#UDP_REPLY} for whatever comes from a
     *     service by UDP, {@link Kind#INIT} for every beginning by SCTP
     * @param held TCP ports that we hold open ourselves
     * @param served where something answers, as by {@link SocketTables}
     * @param own our addresses and networks; empty for every one that the interface sees
     * @param links networks in which we stand, whose broadcasts are for us too
     * @param ephemeral where connections of our own begin
     */
    public KernelFilter(
            Map<Kind, Ports> watched,
            Ports held,
            List<Served> served,
            List<Network> own,
            List<Network> links,
            PortRange ephemeral) {
        ipv4 = new Family(4, watched, held, served, own, links, ephemeral);
        ipv6 = new Family(6, watched, held, served, own, links, ephemeral);
    }

    /** For a live device. */
    public String text() {
        String inbound = ipv4.isAddressed() && ipv6.isAddressed() ? "" : " and inbound";
        return "(" + received() + inbound + ") or (" + sent() + " and outbound)";
    }

    /** What passes of all that comes; for a capture file too. */
    public String received() {
        return or("(ip and " + ipv4.received() + ")", ipv4.questions(), "(ip6 and " + ipv6.received() + ")");
    }

    /** What passes of all that goes; for a capture file too. */
    public String sent() {
        return "((ip and " + ipv4.sent() + ") or (ip6 and " + ipv6.sent() + "))";
    }

    private static final class Family {
        private final Words words;
        private final BitSet held;
        private final boolean nobody; // we have no address of this family
        private final Unserved tcp;
        private final Unserved udp;
        private final BitSet replies; // where a datagram from a service counts
        private final Asked asked;
        private final List<Network> watched;
        private final List<Network> links;
        private final BitSet ephemeral = new BitSet();

        Family(
                int version,
                Map<Kind, Ports> kinds,
                Ports heldTcp,
                List<Served> served,
                List<Network> watched,
                List<Network> links,
                PortRange ephemeral) {
            this.held = heldTcp.bits();
            this.words = version == 4 ? Words.IPV4 : Words.IPV6;
            this.watched = of(version, watched);
            this.links = of(version, links);
            this.nobody = !watched.isEmpty() && this.watched.isEmpty();
            this.tcp = new Unserved(version, Transport.TCP, bits(kinds, Kind.ACK), served, this.watched);
            this.replies = bits(kinds, Kind.UDP_REPLY);
            BitSet datagrams = bits(kinds, Kind.UDP);
            datagrams.or(replies);
            this.udp = new Unserved(version, Transport.UDP, datagrams, served, this.watched);
            this.asked = new Asked(words, kinds, served);
            this.ephemeral.set(ephemeral.first(), ephemeral.last() + 1);
        }

        private static List<Network> of(int version, List<Network> networks) {
            return networks.stream()
                    .filter(network -> network.base().version() == version)
                    .distinct()
                    .toList();
        }

        String received() {
            if (nobody) return NOTHING;
            String either = or(receivedTcp(), receivedUdp(), words.behindHeaders(), asked.clause());
            return and(toUs(), either);
        }

        private String receivedTcp() {
            BitSet near = minus(tcp.ports(), ephemeral);
            BitSet far = tcp.ports();
            far.and(ephemeral);
            String ports = or(
                    tcp.clause(near, words, words.tcpTarget()),
                    and(words.noPayload(), tcp.clause(far, words, words.tcpTarget())));
            String lone = and("(" + words.flags() + " & 0x14 = 0x10)", ports);
            return and(
                    words.isTcp(),
                    or(
                            words.isTcpFragment(),
                            "(" + words.flags() + " & 2 != 0)",
                            "(" + words.flags() + " & 0x14 = 0)",
                            "(" + words.flags() + " & 5 = 5)",
                            lone));
        }

        private String receivedUdp() {
            String ports = udp.clause(udp.ports(), words, words.udpTarget());
            return and(words.isUdp(), ports, unlessReply(words.udpSource(), words.udpTarget()));
        }

        /** From a high port, or to one at which what comes from a service counts as well. */
        private String unlessReply(String theirs, String ours) {
            return or(theirs + " >= " + FIRST_CLIENT_PORT, words.ports(replies, udp.busy(), ours, FEW_RANGES));
        }

        /** Who has this address? Asked of the whole segment in IPv4's way; that of IPv6 is IPv6. */
        String questions() {
            if (nobody || !asked.ofNeighbours()) return NOTHING;
            String others =
                    watched.isEmpty() || watched.size() > MOST_NETWORKS ? "" : "(not " + words.askedBy(watched) + ")";
            return and(Words.ARP_REQUEST, others);
        }

        String sent() {
            if (nobody) return NOTHING;
            String syn = and(words.isWholeTcp(), "(" + words.flags() + " & 0x12 = 2)");
            String questions = and(
                    words.isUdp(),
                    words.ports(udp.ports(), udp.busy(), words.udpSource(), FEW_RANGES),
                    unlessReply(words.udpTarget(), words.udpSource()));
            BitSet doors = minus(tcp.ports(), tcp.someServed());
            doors.or(held);
            String welcomes = and(
                    words.isWholeTcp(),
                    and(
                            "(" + words.flags() + " & 0x12 = 0x12)",
                            words.ports(doors, tcp.busy(), words.tcpSource(), FEW_RANGES)));
            return and(words.networks("src", watched), or(syn, welcomes, questions));
        }

        /** Whether addresses tell what is for us. */
        boolean isAddressed() {
            return nobody || !watched.isEmpty() && watched.size() <= MOST_NETWORKS && links.size() <= MOST_NETWORKS;
        }

        private String toUs() {
            if (!isAddressed()) return "";
            String fromOthers = "(not " + words.networks("src", watched) + ")";
            return or(words.networks("dst", watched), and(words.toMany(links), fromOthers));
        }
    }

    private static BitSet bits(Map<Kind, Ports> kinds, Kind kind) {
        return kinds.getOrDefault(kind, Ports.NONE).bits();
    }

    static BitSet minus(BitSet from, BitSet what) {
        BitSet left = (BitSet) from.clone();
        left.andNot(what);
        return left;
    }

    /** Nothing said is true for all. */
    static String and(String... parts) {
        return joined(" and ", parts, NOTHING, "");
    }

    /** No port at all is true for none. */
    static String or(String... parts) {
        for (String part : parts) if (part.isEmpty()) return "";
        return joined(" or ", parts, "", NOTHING);
    }

    /** What no packet is. */
    static final String NOTHING = "(less 0)";

    private static String joined(String word, String[] parts, String absorbing, String neutral) {
        List<String> told = new ArrayList<>();
        for (String part : parts) {
            if (!absorbing.isEmpty() && part.equals(absorbing)) return absorbing;
            if (!part.isEmpty() && !part.equals(neutral)) told.add(part);
        }
        if (told.isEmpty()) return neutral;
        return told.size() == 1 ? told.get(0) : told.stream().collect(Collectors.joining(word, "(", ")"));
    }

    /** The watched ports of one transport on which not every one of our addresses answers. */
    private static final class Unserved {
        private final BitSet ports;
        private final BitSet busy = new BitSet();
        private final List<Served> single = new ArrayList<>();

        Unserved(int version, Transport transport, BitSet watched, List<Served> served, List<Network> addresses) {
            ports = watched;
            for (Served entry : served) {
                if (entry.transport() != transport) continue;
                boolean everywhere = entry.address().equals(Served.EVERYWHERE)
                        || version == 4 && entry.address().equals(Served.EVERYWHERE_IPV4)
                        || addresses.equals(List.of(Network.of(entry.address())));
                if (everywhere) busy.or(entry.ports().bits());
                else if (entry.address().version() == version
                        && !entry.address().isLoopback()) single.add(entry);
            }
            ports.andNot(busy);
        }

        BitSet ports() {
            return (BitSet) ports.clone();
        }

        BitSet busy() {
            return busy;
        }

        /** On one of our addresses, but not on all. */
        BitSet someServed() {
            BitSet some = new BitSet();
            for (Served entry : single) some.or(entry.ports().bits());
            return some;
        }

        /** True of a packet to one of these ports, unless the very address that it is for serves it. */
        String clause(BitSet of, Words words, String field) {
            String listed = words.ports(of, busy, field);
            List<String> parts = new ArrayList<>(List.of(listed));
            for (Served entry : single) {
                BitSet bits = entry.ports().bits();
                bits.and(of);
                if (bits.isEmpty() || Ports.of(bits).ranges().size() > MOST_NETWORKS) continue;
                if (parts.size() > MOST_NETWORKS) break; // the rest is copied, and found to be served by who reads it
                Address address = entry.address();
                parts.add("(not " + and(words.host("dst", address), words.ports(bits, busy, field)) + ")");
            }
            return and(parts.toArray(String[]::new));
        }
    }
}
