package portcullis.detect;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** On which ports which watched address answers. An entry for the unspecified address stands for every address. */
final class ServedPorts {
    private final Everywhere tcp;
    private final Everywhere udp;

    ServedPorts(List<Served> served) {
        this.tcp = new Everywhere(served, Transport.TCP);
        this.udp = new Everywhere(served, Transport.UDP);
    }

    boolean isServed(Transport transport, long high, long low, int port) {
        return (transport == Transport.TCP ? tcp : udp).isServed(high, low, port);
    }

    /** The ports of one transport. A port that no address serves, the usual case, costs one look into a bit set. */
    private static final class Everywhere {
        private final BitSet onSome = new BitSet();
        private final BitSet onAll = new BitSet();
        private final Map<Address, BitSet> byAddress = new HashMap<>();

        Everywhere(List<Served> served, Transport transport) {
            for (Served entry : served) {
                if (entry.transport() != transport) continue;
                onSome.or(entry.ports().bits());
                if (entry.address().equals(Served.EVERYWHERE))
                    onAll.or(entry.ports().bits());
                else
                    byAddress
                            .computeIfAbsent(entry.address(), a -> new BitSet())
                            .or(entry.ports().bits());
            }
        }

        boolean isServed(long high, long low, int port) {
            if (!onSome.get(port)) return false;
            if (onAll.get(port)) return true;
            BitSet ports = byAddress.get(new Address(high, low));
            return ports != null && ports.get(port);
        }
    }
}
