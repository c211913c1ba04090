package portcullis.capture.live;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import portcullis.fact.Kind;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** What passes of one family beside TCP and UDP, to ask whether somebody is there. */
final class Asked {
    /** What has words of its own: ICMP, TCP, UDP, ICMPv6, SCTP. */
    private static final int[] OTHERWISE = {1, 6, 17, 58, 132};
    /** Further headers of IPv6, which stand before something else. */
    private static final int[] HEADERS = {0, 43, 44, 51, 59, 60, 135, 139, 140};

    private final Words words;
    private final Map<Kind, Ports> watched;
    private final BitSet protocols;

    Asked(Words words, Map<Kind, Ports> watched, List<Served> served) {
        this.words = words;
        this.watched = watched;
        this.protocols = KernelFilter.minus(ports(Kind.PROTOCOL).bits(), KernelFilter.CARRIERS.bits());
        for (int protocol : OTHERWISE) protocols.clear(protocol);
        if (words == Words.IPV6) for (int header : HEADERS) protocols.clear(header);
        for (Served entry : served)
            if (entry.transport() == Transport.PROTOCOL)
                protocols.andNot(entry.ports().bits());
    }

    private Ports ports(Kind kind) {
        return watched.getOrDefault(kind, Ports.NONE);
    }

    private boolean counts(Kind kind) {
        return !ports(kind).ranges().isEmpty();
    }

    /** On the segment; see {@link Words#ARP_REQUEST} for the other half. */
    boolean ofNeighbours() {
        return counts(Kind.WHO_HAS);
    }

    String clause() {
        boolean sctp = counts(Kind.INIT); // wherever to: there is no bulk of beginnings
        return KernelFilter.or(
                sctp ? words.sctpBeginning() : KernelFilter.NOTHING, words.pings(pings(), ofNeighbours()), others());
    }

    private BitSet pings() {
        BitSet types = new BitSet();
        for (Kind kind : List.of(Kind.ECHO, Kind.TIMESTAMP, Kind.MASK))
            types.or(ports(kind).bits());
        types.and(words.pingTypes());
        return types;
    }

    /** To one host: routers and clusters speak to groups all the time. */
    private String others() {
        return KernelFilter.and(
                words.isToOne(), words.isFirst(), words.ports(protocols, new BitSet(), words.protocolNumber()));
    }
}
