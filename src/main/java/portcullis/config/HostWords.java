package portcullis.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** Reads how a user names the watched host and what it serves. */
public final class HostWords {
    private HostWords() {}

    /**
     * Which addresses are watched.
     *
     * @param watched single addresses and networks; empty for a whole segment
     * @param links the networks in which they stand, as far as named
     */
    public record Hosts(List<Network> watched, List<Network> links) {
        public Hosts {
            watched = List.copyOf(watched);
            links = List.copyOf(links);
        }
    }

    /**
     * Addresses, networks, or {@code any} for a whole segment; empty where a word is none of these. With host bits, as
     * {@code ip address} prints it, {@code 192.0.2.1/24} is one address and the network in which it stands.
     */
    public static Optional<Hosts> hosts(List<String> words) {
        if (words.contains("any")) {
            return words.size() == 1 ? Optional.of(new Hosts(List.of(), List.of())) : Optional.empty();
        }
        List<Network> watched = new ArrayList<>();
        List<Network> links = new ArrayList<>();
        for (String word : words) {
            Optional<Network> network = Network.parse(word);
            if (network.isEmpty()) return Optional.empty();
            Address named = Address.parse(word.replaceAll("/.*", "")).orElseThrow();
            boolean isNetwork = named.equals(network.get().base());
            watched.add(isNetwork ? network.get() : Network.of(named));
            links.add(network.get());
        }
        return Optional.of(new Hosts(watched, links));
    }

    /** {@code tcp:22,80,8000-8100 udp:53}, on every address of the host; {@code none} for nothing. Empty where it does not fit. */
    public static Optional<List<Served>> served(String text) {
        List<Served> served = new ArrayList<>();
        if (text.strip().equals("none")) return Optional.of(served);
        for (String part : text.strip().split("\\s+")) {
            Optional<Ports> ports = part.matches("(tcp|udp|sctp):.+")
                    ? Form.ports(part.substring(part.indexOf(':') + 1))
                    : Optional.empty();
            if (ports.isEmpty()) return Optional.empty();
            Transport transport =
                    Transport.valueOf(part.substring(0, part.indexOf(':')).toUpperCase(Locale.ROOT));
            served.add(new Served(Served.EVERYWHERE, transport, ports.get()));
        }
        return Optional.of(served);
    }
}
