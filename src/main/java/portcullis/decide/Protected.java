package portcullis.decide;

import java.util.List;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * Whom nobody may block.
 *
 * @param own the watched host's addresses and networks
 * @param never what the administrator listed
 */
public record Protected(List<Network> own, List<Network> gateways, List<Network> resolvers, List<Network> never) {
    public Protected {
        own = List.copyOf(own);
        gateways = List.copyOf(gateways);
        resolvers = List.copyOf(resolvers);
        never = List.copyOf(never);
    }

    /** Why this address is protected, if it is. */
    Optional<String> reason(Address address) {
        if (address.isLoopback()) return Optional.of("a loopback address is never blocked");
        if (address.isUnspecified() || address.isMulticast() || address.isLimitedBroadcast()) {
            return Optional.of("no single host sends from this address");
        }
        if (covers(own, address)) return Optional.of("one of the host's own addresses");
        if (covers(gateways, address)) return Optional.of("the host's gateway");
        if (covers(resolvers, address)) return Optional.of("one of the host's name servers");
        return covers(never, address) ? Optional.of("listed in block.never") : Optional.empty();
    }

    private static boolean covers(List<Network> networks, Address address) {
        return networks.stream().anyMatch(network -> network.covers(address));
    }
}
