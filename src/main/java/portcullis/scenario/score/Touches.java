package portcullis.scenario.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.Packet;
import portcullis.fact.Transport;

/**
 * Which ports (of protocols without ports: which types) the expected scanners have touched, whatever rules and settings make of it: so that "found at its third port" means
 * the same under all of them.
 */
final class Touches implements Consumer<Packet> {
    private final Map<Address, Trace> traces = new HashMap<>();
    private final List<Network> watched;

    /** @param watched empty for every address */
    Touches(Set<Address> scanners, List<Network> watched) {
        this.watched = watched;
        scanners.forEach(scanner -> traces.put(scanner, new Trace()));
    }

    /** How far a scanner had come: distinct ports (of each address that it touched), and since its first touch. */
    record Progress(int ports, long nanos) {}

    @Override
    public void accept(Packet packet) {
        if (traces.isEmpty() || isAnswer(packet)) return;
        Trace trace = traces.get(packet.source());
        if (trace != null && isWatched(packet)) trace.add(packet);
    }

    private static boolean isAnswer(Packet packet) {
        if (packet.transport() == Transport.ICMP) return true;
        Kind kind = packet.kind();
        return kind == Kind.RST || kind == Kind.SYN_ACK || kind == Kind.INIT_ACK;
    }

    private boolean isWatched(Packet packet) {
        if (watched.isEmpty()) return true;
        for (Network network : watched) if (network.covers(packet.targetHigh(), packet.targetLow())) return true;
        return false;
    }

    Progress of(Address scanner) {
        Trace trace = traces.get(scanner);
        return trace == null ? new Progress(0, 0) : new Progress(trace.size(), trace.last - trace.first);
    }

    private static final class Trace {
        private final Set<Target> targets = new HashSet<>();
        /** Who has this address? A question before each first packet on a segment, and all there is of some sweeps. */
        private final Set<Address> asked = new HashSet<>();

        private long first;
        private long last;

        void add(Packet packet) {
            if (targets.isEmpty() && asked.isEmpty()) first = last = packet.nanos();
            last = Math.max(last, packet.nanos());
            if (packet.transport() == Transport.NEIGHBOUR) asked.add(packet.target());
            else targets.add(new Target(packet.target(), packet.transport(), packet.targetPort()));
        }

        int size() {
            return targets.isEmpty() ? asked.size() : targets.size();
        }
    }

    private record Target(Address address, Transport transport, int port) {}
}
