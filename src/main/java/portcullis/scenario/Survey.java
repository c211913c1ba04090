package portcullis.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Established;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.Packet;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/**
 * The first pass over a capture. It learns what a live host knows of itself before the first probe: which ports answer, which
 * conversations were under way, and, where nobody says, which address the capture was taken for.
 */
final class Survey implements Consumer<Packet> {
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    /** An address in so many of the capture's packets may be the host; both ends of a single scan are. */
    private static final double NEARLY_ALL = 0.9;
    /** How many answering addresses and conversations are remembered; a segment larger than that is surveyed in part. */
    private static final int MOST = 100_000;

    private final boolean guessesHost;
    private final FlowTable flows = new FlowTable();
    private final AddressCounts addresses = new AddressCounts();
    private final Map<Address, BitSet> tcp = new LinkedHashMap<>();
    private final Map<Address, BitSet> udp = new LinkedHashMap<>();
    private final Map<Address, BitSet> sctp = new LinkedHashMap<>();
    private final List<Established> established = new ArrayList<>();

    /** @param guessesHost whether nobody has said which host it is, so that {@link #host} will be asked */
    Survey(boolean guessesHost) {
        this.guessesHost = guessesHost;
    }

    @Override
    public void accept(Packet packet) {
        if (packet.transport() == Transport.ICMP || packet.transport() == Transport.NEIGHBOUR) return;
        if (guessesHost) addresses.count(packet.sourceHigh(), packet.sourceLow());
        if (packet.isToGroup()) return;
        int before = flows.follow(packet);
        if (guessesHost) {
            int target = addresses.count(packet.targetHigh(), packet.targetLow());
            if (before == FlowTable.NEW) addresses.opening(target);
        }
        if (packet.transport() == Transport.UDP) udp(packet, before);
        else if (packet.transport() == Transport.TCP) tcp(packet, before);
        else if (packet.kind() == Kind.INIT_ACK) serves(sctp, packet);
    }

    private void udp(Packet packet, int before) {
        boolean answers = before != FlowTable.NEW && before != FlowTable.FULL && flows.isFromAnswerer();
        if (answers) serves(udp, packet);
    }

    private void tcp(Packet packet, int before) {
        int flags = packet.flags();
        if ((flags & RST) != 0) return;
        if ((flags & (SYN | ACK)) == (SYN | ACK)) {
            if (before == FlowTable.FULL || flows.isAnswerToSyn()) serves(tcp, packet);
        } else if (flows.isNowFoundUnderWay(packet) && established.size() < MOST) {
            established.add(new Established(
                    Transport.TCP, packet.target(), packet.targetPort(), packet.source(), packet.sourcePort()));
        }
    }

    private static void serves(Map<Address, BitSet> served, Packet packet) {
        BitSet ports = served.get(packet.source());
        if (ports == null && served.size() < MOST) served.put(packet.source(), ports = new BitSet());
        if (ports != null) ports.set(packet.sourcePort());
    }

    /** The address, of each family at most one, that most packets concern; of two in nearly all packets, the one that was addressed. */
    List<Network> host() {
        List<Network> hosts = new ArrayList<>();
        for (int version : new int[] {4, 6}) {
            List<AddressCounts.Count> counts = addresses.counts(version);
            long most = counts.stream()
                    .mapToLong(AddressCounts.Count::packets)
                    .max()
                    .orElse(0);
            counts.stream()
                    .filter(count -> count.packets() >= most * NEARLY_ALL)
                    .max(Comparator.comparingLong(AddressCounts.Count::openings)
                            .thenComparing(AddressCounts.Count::packets))
                    .ifPresent(count -> hosts.add(Network.of(count.address())));
        }
        return hosts;
    }

    /** What answered on these addresses; on every address where none is named. */
    List<Served> served(List<Network> watched) {
        List<Served> served = new ArrayList<>();
        tcp.forEach((address, ports) -> add(served, watched, new Served(address, Transport.TCP, Ports.of(ports))));
        udp.forEach((address, ports) -> add(served, watched, new Served(address, Transport.UDP, Ports.of(ports))));
        sctp.forEach((address, ports) -> add(served, watched, new Served(address, Transport.SCTP, Ports.of(ports))));
        return served;
    }

    private static void add(List<Served> served, List<Network> watched, Served entry) {
        if (watched.isEmpty() || watched.stream().anyMatch(network -> network.covers(entry.address())))
            served.add(entry);
    }

    List<Established> established() {
        return established;
    }
}
