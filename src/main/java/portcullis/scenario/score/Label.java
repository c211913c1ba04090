package portcullis.scenario.score;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.config.HostWords;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.fact.Served;

/**
 * What is known to be true of one capture, seen from one victim.
 *
 * @param path as the file of labels has it
 * @param labelClass what sort of capture it is: scan, benign or another word
 * @param victim whose sensor it would be, as written
 * @param host the same, read
 * @param served what answers beside what is seen answering
 * @param expected who must be reported
 * @param grey who may be reported, or not
 * @param others the columns that a score does not read, by name
 */
public record Label(
        String path,
        Path capture,
        String labelClass,
        String victim,
        HostWords.Hosts host,
        List<Served> served,
        Set<Address> expected,
        List<Network> grey,
        List<String> kinds,
        List<String> tags,
        Map<String, String> others) {
    private static final List<String> APART_BY_TAG = List.of("single-probe", "horizontal");

    public Label {
        served = List.copyOf(served);
        grey = List.copyOf(grey);
        kinds = List.copyOf(kinds);
        tags = List.copyOf(tags);
        others = Map.copyOf(others);
    }

    /** Under which name it is counted apart: what not every product means to find must not hide in a total. */
    public Optional<String> apart() {
        Optional<String> tagged = APART_BY_TAG.stream().filter(tags::contains).findFirst();
        if (tagged.isPresent()) return tagged;
        List<Optional<String>> found = kinds.stream().map(Label::apart).toList();
        return found.isEmpty() || found.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : found.get(0);
    }

    private static Optional<String> apart(String kind) {
        if (kind.startsWith("sctp")) return Optional.of("sctp");
        return switch (kind) {
            case "ipproto" -> Optional.of("ip-protocol");
            case "ping" -> Optional.of("ping");
            case "sweep" -> Optional.of("horizontal");
            default -> Optional.empty();
        };
    }

    /** Whether a report of this address would be a false alarm. */
    public boolean isInnocent(Address address) {
        return !expected.contains(address) && grey.stream().noneMatch(network -> network.covers(address));
    }
}
