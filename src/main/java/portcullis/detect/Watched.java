package portcullis.detect;

import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Network;

/** The addresses that are watched: one, several, networks, or with an empty list every address of the segment. */
final class Watched {
    private final Network[] networks;
    private final Network[] links;
    private final boolean any;

    Watched(List<Network> networks, List<Network> links) {
        this.networks = networks.toArray(Network[]::new);
        this.links = links.toArray(Network[]::new);
        this.any = networks.isEmpty();
    }

    boolean isAny() {
        return any;
    }

    boolean isWatched(long high, long low) {
        if (any) return true;
        for (Network network : networks) if (network.covers(high, low)) return true;
        return false;
    }

    /** Whether the watched host, or a link of its, has addresses in the /64 that begins with these 64 bits. */
    boolean isNear(long high) {
        return hasOf(networks, high) || hasOf(links, high);
    }

    private static boolean hasOf(Network[] some, long high) {
        for (Network network : some)
            if (network.base().high() == high || network.prefix() < 64 && network.covers(high, 0)) return true;
        return false;
    }

    /** Whether this is the directed broadcast of a network in which the host stands. */
    boolean isBroadcast(long high, long low) {
        for (Network network : links) {
            if (network.covers(high, low) && network.isBroadcast(new Address(high, low))) return true;
        }
        return false;
    }
}
