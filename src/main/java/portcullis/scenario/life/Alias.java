package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * Other names for addresses, from the ranges for documentation (RFC 5737, RFC 3849) and, where those are used up, for benchmarks (RFC 2544):
 * the same address always gets the same name, addresses of one IPv6 /64 stay together, and ports stay.
 */
final class Alias {
    private static final Address ASKED = Address.of("203.0.113.9");
    private static final int OTHERS = 0xC633_6400; // 198.51.100.0
    private static final int HOSTS = 0xC000_0200; // 192.0.2.0
    private static final int BENCHMARKS = 0xC612_0000; // 198.18.0.0
    private static final int PLACES = 254;
    private static final long DOCUMENTATION = 0x2001_0db8_0000_0000L;
    private static final Pattern LISTED = Pattern.compile("\"?([0-9A-Fa-f.:]+(?:/[0-9]+)?)\"?");

    private final Map<Address, Address> names = new LinkedHashMap<>();
    private final Map<Long, Long> networks = new HashMap<>();
    private int others;
    private int hosts;
    private int far;

    private Alias() {}

    /** The script under other names. */
    static Script of(Script script) {
        Alias alias = new Alias();
        if (script.about().version() == 4) alias.names.put(script.about(), ASKED);
        script.acts().forEach(act -> alias.host(act.target()));
        script.acts().forEach(act -> alias.other(act.source()));
        List<Act> acts = script.acts().stream()
                .map(act -> act.between(alias.names.get(act.source()), alias.names.get(act.target())))
                .toList();
        Map<String, String> settings = new LinkedHashMap<>();
        script.settings()
                .forEach((path, value) -> alias.setting(path, value).ifPresent(text -> settings.put(path, text)));
        return new Script(alias.other(script.about()), settings, acts);
    }

    private Address host(Address address) {
        return names.computeIfAbsent(
                address, real -> real.version() == 4 ? ipv4(HOSTS, ++hosts) : ipv6(real, DOCUMENTATION, ++hosts));
    }

    private Address other(Address address) {
        return names.computeIfAbsent(
                address,
                real -> real.version() == 4 ? ipv4(OTHERS, ++others) : ipv6(real, DOCUMENTATION + 0xA0000, ++others));
    }

    private Address ipv4(int range, int number) {
        return Address.ofIpv4(number <= PLACES ? range + number : BENCHMARKS + ++far);
    }

    private Address ipv6(Address real, long range, int number) {
        long high = networks.computeIfAbsent(real.high(), network -> range + networks.size());
        return new Address(high, number);
    }

    /** Of networks what covers somebody in the script; nothing of names, commands and other texts that may tell who somebody is. */
    private Optional<String> setting(String path, String value) {
        return switch (path) {
            case "ignore", "block.never", "block.gateways", "block.resolvers" -> Optional.of(networks(value));
            case "command", "release-command", "banner", "hosts-deny", "mail.to", "mail.from", "options", "secrets" ->
                Optional.empty();
            default -> Optional.of(value);
        };
    }

    private String networks(String value) {
        List<String> listed = new ArrayList<>();
        Matcher matcher = LISTED.matcher(value);
        while (matcher.find()) {
            Optional<Network> network = Network.parse(matcher.group(1));
            if (network.isEmpty()) continue;
            names.forEach((real, name) -> {
                if (network.get().covers(real)) listed.add("\"" + name + "\"");
            });
        }
        return listed.stream().distinct().collect(Collectors.joining(", ", "[", "]"));
    }
}
