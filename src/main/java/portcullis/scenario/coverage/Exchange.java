package portcullis.scenario.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Packet;
import portcullis.fact.Transport;

/**
 * Counts what scanners try, and what they are told. A probe is the first packet of a scanner from one port to one port of the host:
 * what it repeats, or sends in a conversation, is none. It is answered when anything comes back, be it a refusal or an ICMP error.
 */
final class Exchange implements Consumer<Packet> {
    /** More than any recording here has; the rest of a larger one is not counted. */
    private static final int MOST = 100_000;

    private final Set<Address> scanners;
    private final boolean neighbours;
    private final Map<Probe, Boolean> answered = new HashMap<>();
    private int answers;
    private long first;

    private record Probe(Transport transport, Address source, int sourcePort, Address target, int targetPort) {}

    /** @param neighbours whether a question who has an address is a probe */
    Exchange(Set<Address> scanners, boolean neighbours) {
        this.scanners = scanners;
        this.neighbours = neighbours;
    }

    @Override
    public void accept(Packet packet) {
        if (packet.transport() == Transport.NEIGHBOUR && !neighbours) return;
        Address source = packet.source();
        if (scanners.contains(source)) {
            if (answered.isEmpty()) first = packet.nanos();
            if (answered.size() < MOST)
                answered.putIfAbsent(
                        new Probe(
                                packet.transport(), source, packet.sourcePort(), packet.target(), packet.targetPort()),
                        false);
        } else {
            Boolean before = answered.replace(asked(packet, source), true);
            if (Boolean.FALSE.equals(before)) answers++;
        }
    }

    /** To which probe this would be the answer. */
    private static Probe asked(Packet packet, Address source) {
        if (packet.transport() != Transport.ICMP)
            return new Probe(packet.transport(), packet.target(), packet.targetPort(), source, packet.sourcePort());
        return new Probe(
                packet.quotedTransport(),
                new Address(packet.quotedSourceHigh(), packet.quotedSourceLow()),
                packet.sourcePort(),
                new Address(packet.quotedTargetHigh(), packet.quotedTargetLow()),
                packet.targetPort());
    }

    int probes() {
        return answered.size();
    }

    int answers() {
        return answers;
    }

    /** When the first probe came. */
    long first() {
        return first;
    }
}
