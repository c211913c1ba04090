package portcullis.capture.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portcullis.fact.Address;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** Ports by transport and address, while they are collected. */
final class PortTable {
    private final Map<Transport, Map<Address, BitSet>> ports = new EnumMap<>(Transport.class);

    void add(Transport transport, Address address, int port) {
        ports.computeIfAbsent(transport, t -> new TreeMap<>(Comparator.naturalOrder()))
                .computeIfAbsent(address, a -> new BitSet())
                .set(port);
    }

    /** In a fixed order, so that equal tables make equal lists. */
    List<Served> served() {
        List<Served> served = new ArrayList<>();
        ports.forEach((transport, byAddress) ->
                byAddress.forEach((address, bits) -> served.add(new Served(address, transport, Ports.of(bits)))));
        return served;
    }
}
