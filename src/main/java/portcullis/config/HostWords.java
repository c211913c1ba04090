package portcullis.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** Reads how a user names the watched host and what it serves. */
public final class HostWords {
    private HostWords() {}

    /** Addresses and networks, or {@code any} for a whole segment, which is an empty list; empty where a word is none of these. */
    public static Optional<List<Network>> hosts(List<String> words) {
        if (words.contains("any")) return words.size() == 1 ? Optional.of(List.of()) : Optional.empty();
        List<Network> networks = new ArrayList<>();
        for (String word : words) Network.parse(word).ifPresent(networks::add);
        return networks.size() == words.size() ? Optional.of(networks) : Optional.empty();
    }

    /** {@code tcp:22,80,8000-8100 udp:53}, on every address of the host; {@code none} for nothing. Empty where it does not fit. */
    public static Optional<List<Served>> served(String text) {
        List<Served> served = new ArrayList<>();
        if (text.strip().equals("none")) return Optional.of(served);
        for (String part : text.strip().split("\\s+")) {
            Optional<Ports> ports = part.matches("(tcp|udp):.+") ? Form.ports(part.substring(4)) : Optional.empty();
            if (ports.isEmpty()) return Optional.empty();
            Transport transport = part.startsWith("tcp") ? Transport.TCP : Transport.UDP;
            served.add(new Served(Served.EVERYWHERE, transport, ports.get()));
        }
        return Optional.of(served);
    }
}
