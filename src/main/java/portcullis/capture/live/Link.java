package portcullis.capture.live;

import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * One network interface.
 *
 * @param index the kernel's number; another interface of the same name has another
 * @param enslaved whether it is part of a bridge or bond, on which its packets are seen again
 * @param addresses in order
 * @param networks in which these addresses stand, in the same order
 */
public record Link(
        String name,
        int index,
        boolean up,
        boolean loopback,
        boolean enslaved,
        List<Address> addresses,
        List<Network> networks) {
    public Link {
        addresses = List.copyOf(addresses);
        networks = List.copyOf(networks);
    }
}
