package portcullis.detect;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** On which ports which watched address answers. {@code ::} stands for every address, {@code 0.0.0.0} for every IPv4 address. */
final class ServedPorts {
    private final Everywhere tcp;
    private final Everywhere udp;
    private final Everywhere sctp;

    ServedPorts(List<Served> served) {
        this.tcp = new Everywhere(served, Transport.TCP);
        this.udp = new Everywhere(served, Transport.UDP);
        this.sctp = new Everywhere(served, Transport.SCTP);
    }

    boolean isServed(Transport transport, long high, long low, int port) {
        return switch (transport) {
            case TCP -> tcp.isServed(high, low, port);
            case UDP -> udp.isServed(high, low, port);
            case SCTP -> sctp.isServed(high, low, port);
            case ICMP, PING, PROTOCOL, NEIGHBOUR, LOGIN, ALERT -> false;
        };
    }

    /** The ports of one transport. A port that no address serves, the usual case, costs one look into a bit set. */
    private static final class Everywhere {
        private final BitSet onSome = new BitSet();
        private final BitSet onAll = new BitSet();
        private final BitSet onAllIpv4 = new BitSet();
        private final Map<Address, BitSet> byAddress = new HashMap<>();

        Everywhere(List<Served> served, Transport transport) {
            for (Served entry : served) {
                if (entry.transport() != transport) continue;
                onSome.or(entry.ports().bits());
                portsOf(entry.address()).or(entry.ports().bits());
            }
        }

        private BitSet portsOf(Address address) {
            if (address.equals(Served.EVERYWHERE)) return onAll;
            if (address.equals(Served.EVERYWHERE_IPV4)) return onAllIpv4;
            return byAddress.computeIfAbsent(address, a -> new BitSet());
        }

        boolean isServed(long high, long low, int port) {
            if (!onSome.get(port)) return false;
            if (onAll.get(port) || onAllIpv4.get(port) && Address.isMapped(high, low)) return true;
            BitSet ports = byAddress.get(new Address(high, low));
            return ports != null && ports.get(port);
        }
    }
}
