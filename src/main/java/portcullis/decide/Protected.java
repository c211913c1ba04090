package portcullis.decide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * Whom nobody may block.
 *
 * @param own the watched host's addresses and networks
 * @param dhcp who gave the host its addresses
 * @param clocks who tells it the time
 * @param ignored networks against which nothing should have been counted, whatever the rules did
 * @param administrators who is logged in now
 * @param never what the administrator listed
 */
public record Protected(
        List<Network> own,
        List<Network> gateways,
        List<Network> resolvers,
        List<Network> dhcp,
        List<Network> clocks,
        List<Network> ignored,
        List<Network> administrators,
        List<Network> never) {
    private static final String GATEWAY = "the host's gateway";
    private static final String RESOLVER = "one of the host's name servers";
    private static final String DHCP = "the host's DHCP server";
    private static final String CLOCK = "one of the host's time servers";
    private static final String ADMINISTRATOR = "an administrator is logged in from there";
    private static final String LISTED = "listed in block.never";

    public Protected {
        own = List.copyOf(own);
        gateways = List.copyOf(gateways);
        resolvers = List.copyOf(resolvers);
        dhcp = List.copyOf(dhcp);
        clocks = List.copyOf(clocks);
        ignored = List.copyOf(ignored);
        administrators = List.copyOf(administrators);
        never = List.copyOf(never);
    }

    /** All of them. */
    public List<Network> all() {
        return Stream.of(own, gateways, resolvers, dhcp, clocks, ignored, administrators, never)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Whom a live host depends on, or who is at work on it, by the reason for which they are spared: what settings do not say. */
    public Map<String, List<Network>> ofTheHost() {
        return Map.of(
                GATEWAY,
                gateways,
                RESOLVER,
                resolvers,
                DHCP,
                dhcp,
                CLOCK,
                clocks,
                ADMINISTRATOR,
                administrators,
                LISTED,
                never);
    }

    /** Why this address is protected, if it is. */
    Optional<String> reason(Address address) {
        if (address.isLoopback()) return Optional.of("a loopback address is never blocked");
        if (address.isUnspecified() || address.isMulticast() || address.isLimitedBroadcast()) {
            return Optional.of("no single host sends from this address");
        }
        if (isLinkLocal(address)) return Optional.of("every link has the network fe80::/64");
        if (covers(own, address)) return Optional.of("one of the host's own addresses");
        if (covers(gateways, address)) return Optional.of(GATEWAY);
        if (covers(resolvers, address)) return Optional.of(RESOLVER);
        if (covers(dhcp, address)) return Optional.of(DHCP);
        if (covers(clocks, address)) return Optional.of(CLOCK);
        if (covers(ignored, address)) return Optional.of("inside an ignored network");
        if (covers(administrators, address)) return Optional.of(ADMINISTRATOR);
        return covers(never, address) ? Optional.of(LISTED) : Optional.empty();
    }

    private static boolean isLinkLocal(Address address) {
        return address.isNetwork() && address.high() >>> 54 == 0x3FA;
    }

    private static boolean covers(List<Network> networks, Address address) {
        if (address.isNetwork()) { // one of its addresses is enough
            Network whole = new Network(address, 64);
            return networks.stream().anyMatch(network -> network.base().version() == 6 && network.overlaps(whole));
        }
        for (Network network : networks) if (network.covers(address)) return true;
        return false;
    }
}
