package portcullis.capture.live;

import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * How the host stands in its network at one time; two can be compared.
 *
 * @param links all interfaces, loopback too, by name
 * @param gateways next hops of its routes, each once, in order
 * @param resolvers its name servers, each once, in the order in which they are asked
 */
public record HostNetwork(List<Link> links, List<Address> gateways, List<Address> resolvers) {
    public HostNetwork {
        links = List.copyOf(links);
        gateways = List.copyOf(gateways);
        resolvers = List.copyOf(resolvers);
    }

    /** Every address of the host. */
    public List<Address> addresses() {
        return links.stream()
                .flatMap(link -> link.addresses().stream())
                .distinct()
                .toList();
    }

    /** The networks in which it stands, loopback left out. */
    public List<Network> networks() {
        return links.stream()
                .filter(link -> !link.loopback())
                .flatMap(link -> link.networks().stream())
                .distinct()
                .toList();
    }

    /** What to listen on unless the administrator names interfaces: those that are up, with an address or not a part of another. */
    public List<Link> listenable(boolean withLoopback) {
        return links.stream()
                .filter(link -> link.up() && (withLoopback || !link.loopback()))
                .filter(link -> !link.enslaved() || !link.addresses().isEmpty())
                .toList();
    }
}
