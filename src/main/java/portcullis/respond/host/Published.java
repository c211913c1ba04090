package portcullis.respond.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

/**
 * The ports that this host publishes for others, or under another number, by rules of destination NAT: Docker's, and whoever else's. No
 * socket of the host listens on them, yet who calls there is a client. Read from nftables, in which iptables-nft stands too, and from
 * iptables-legacy where its table is loaded.
 *
 * <p>A rule counts whatever else it asks for, such as an address or an interface: a port too many is called served rather than one too
 * few. Rules without a port, and maps keyed by more than a port, are not understood.
 */
public final class Published {
    private static final int LONGEST = 4 << 20;
    private static final Pattern TABLE = Pattern.compile("^table (\\S+ \\S+) \\{");
    private static final Pattern RULE =
            Pattern.compile("\\b(tcp|udp|th) dport (?:v?map )?(@\\w+|\\{[^}]*\\}|\\d+(?:-\\d+)?)(?![\\w.])");
    /** What nft cannot translate of iptables, it prints as such or leaves out. */
    private static final Pattern LEADS_ELSEWHERE =
            Pattern.compile("\\bdnat\\b|\\bredirect\\b|xt target \"(?:DNAT|REDIRECT)\"|bytes \\d+\\s*$");

    private static final Pattern NAMED =
            Pattern.compile("(?:set|map) (\\w+) \\{[^{}]*elements = (\\{[^}]*\\})", Pattern.DOTALL);
    private static final Pattern LEGACY = Pattern.compile("-p (tcp|udp) .*--dports? (\\S+) .*-j (?:DNAT|REDIRECT)");
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:[-:](\\d{1,5}))?");
    private static final Map<String, Path> LEGACY_TABLES = Map.of(
            "iptables-legacy", Path.of("/proc/net/ip_tables_names"),
            "ip6tables-legacy", Path.of("/proc/net/ip6_tables_names"));

    private final Firewall firewall;
    private final Commands commands;

    /** @param firewall stays the caller's to close */
    public Published(Firewall firewall, Commands commands) {
        this.firewall = firewall;
        this.commands = commands;
    }

    /** As it is now. */
    public Map<Transport, Ports> read() throws HostFailed {
        Map<Transport, BitSet> found = new EnumMap<>(Transport.class);
        for (Transport transport : transports("th")) found.put(transport, new BitSet());
        for (String table : tables()) nftables(firewall.run(List.of("list table " + table)), found);
        for (Map.Entry<String, Path> legacy : LEGACY_TABLES.entrySet())
            if (isLoaded(legacy.getValue()) && commands.has(legacy.getKey()))
                legacy(commands.run(List.of(legacy.getKey(), "-t", "nat", "-S"), "", LONGEST), found);
        Map<Transport, Ports> ports = new EnumMap<>(Transport.class);
        found.forEach((transport, bits) -> ports.put(transport, Ports.of(bits)));
        return ports;
    }

    /** Those that change where incoming packets go; the others may be large. */
    private Set<String> tables() throws HostFailed {
        Set<String> tables = new LinkedHashSet<>();
        String table = "";
        for (String line : firewall.run(List.of("list chains")).split("\n")) {
            Matcher heading = TABLE.matcher(line);
            if (heading.find()) table = heading.group(1);
            else if (line.contains("type nat hook prerouting")) tables.add(table);
        }
        return tables;
    }

    private static boolean isLoaded(Path names) {
        try {
            return Files.readAllLines(names).contains("nat");
        } catch (IOException none) {
            return false;
        }
    }

    static void nftables(String listed, Map<Transport, BitSet> found) {
        for (String line : listed.split("\n")) {
            if (!LEADS_ELSEWHERE.matcher(line).find()) continue;
            Matcher rule = RULE.matcher(line);
            while (rule.find())
                for (Transport transport : transports(rule.group(1)))
                    add(elements(rule.group(2), listed), found.get(transport));
        }
    }

    private static String elements(String ports, String listed) {
        if (!ports.startsWith("@")) return ports;
        Matcher named = NAMED.matcher(listed);
        while (named.find()) if (named.group(1).equals(ports.substring(1))) return named.group(2);
        return "";
    }

    static void legacy(String listed, Map<Transport, BitSet> found) {
        for (String line : listed.split("\n")) {
            Matcher rule = LEGACY.matcher(line);
            if (rule.find())
                for (Transport transport : transports(rule.group(1))) add(rule.group(2), found.get(transport));
        }
    }

    private static List<Transport> transports(String word) {
        List<Transport> transports = new ArrayList<>();
        if (!word.equals("udp")) transports.add(Transport.TCP);
        if (!word.equals("tcp")) transports.add(Transport.UDP);
        return transports;
    }

    /** Of {@code { 80 : 10.0.0.1, 90-99 : 10.0.0.2 }} the first word of each part. */
    private static void add(String elements, BitSet ports) {
        for (String element : elements.replaceAll("[{}]", "").split(",")) {
            Matcher port = PORTS.matcher(element.strip().split("\\s+")[0]);
            if (!port.matches()) continue;
            int first = Integer.parseInt(port.group(1));
            int last = port.group(2) == null ? first : Integer.parseInt(port.group(2));
            if (first <= last && last <= 65_535) ports.set(first, last + 1);
        }
    }
}
