package portcullis.respond.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Ports;

/**
 * The kernel's own first answer, as rules of {@link Table}: the first packet to an unserved watched port is dropped and its source held,
 * so that the second one, to whatever port, is dropped too. The watcher sees all of them and settles within a second or two: who is
 * banned needs no hold any more, and whoever no rule blames is let go.
 *
 * <p>Forged senders must not fill the set, since a full one holds nobody: only so many sources a second are taken in that ten seconds
 * of it fit. Beyond, or if the set is full all the same, nobody new is held, but what comes to the watched ports is still dropped,
 * which needs no memory. Each step is counted.
 *
 * <p>The ports leave the kernel by themselves unless {@link #watch} renews them, so that rules of a watcher that was killed hold nobody.
 *
 * <p>Has a door of its own, for it looks each second.
 */
public final class Reflex {
    /** Seconds after which a hold ends by itself. */
    static final int HOLD = 10;

    /** Sources a second and family that are taken in. */
    private static final int RATE = 1_000;

    /** More than rate times hold and the burst: some 2 MiB in the kernel when it is full. */
    private static final int SIZE = 16_384;

    /** Seconds after which the watched ports are forgotten. */
    private static final int UNATTENDED = 30;

    static final String HOLD_FLAGS = "flags dynamic,timeout; size " + SIZE + "; timeout " + HOLD + "s;";

    private static final String NEW = "ct state new,invalid,untracked ";
    private static final List<String> COUNTERS = List.of("held", "dropped", "given_up");

    static final List<String> RULES = List.of(
            "ip saddr @hold4 meta l4proto { tcp, udp } " + NEW + "counter name dropped drop",
            "ip6 saddr @hold6 meta l4proto { tcp, udp } " + NEW + "counter name dropped drop",
            NEW + "tcp dport @reflex_tcp fib daddr type local jump reflex",
            NEW + "udp dport @reflex_udp fib daddr type local jump reflex");

    /** What nobody sends who probes: answers to packets that somebody forged in our name. */
    private static final List<String> CHAIN = List.of(
            "tcp flags & rst == rst return",
            "tcp flags & (syn | ack) == syn | ack return",
            "meta nfproto ipv4 limit rate " + RATE + "/second burst " + RATE
                    + " packets add @hold4 { ip saddr } counter name held drop",
            "meta nfproto ipv6 limit rate " + RATE + "/second burst " + RATE
                    + " packets add @hold6 { ip6 saddr } counter name held drop",
            "counter name given_up drop"); // the set being full ends the rule before its drop, and this follows

    private static final Pattern COUNTED = Pattern.compile("counter (\\w+) \\{\\s*packets (\\d+)");

    private final Firewall firewall;

    public Reflex(Firewall firewall) {
        this.firewall = firewall;
    }

    /** What stands beside the guard's chain: sets for ports, the chain that holds, counters. */
    static List<String> definition() {
        List<String> statements = new ArrayList<>();
        for (String counter : COUNTERS) statements.add("add counter " + Table.NAME + " " + counter);
        for (String transport : List.of("tcp", "udp"))
            statements.add("add set " + Table.NAME + " reflex_" + transport
                    + " { type inet_service; flags interval,timeout; }");
        statements.add("add chain " + Table.NAME + " reflex");
        statements.add("flush chain " + Table.NAME + " reflex");
        for (String rule : CHAIN) statements.add("add rule " + Table.NAME + " reflex " + rule);
        return statements;
    }

    /** Watches these ports for the next {@value #UNATTENDED} seconds and no others. */
    public void watch(Ports tcp, Ports udp) throws HostFailed {
        List<String> statements = new ArrayList<>();
        ports("reflex_tcp", tcp, statements);
        ports("reflex_udp", udp, statements);
        firewall.run(statements);
    }

    private static void ports(String set, Ports ports, List<String> statements) {
        statements.add("flush set " + Table.NAME + " " + set);
        if (ports.ranges().isEmpty()) return;
        String elements = ports.ranges().stream()
                .map(range -> (range.first() == range.last() ? "" + range.first() : range.first() + "-" + range.last())
                        + " timeout " + UNATTENDED + "s")
                .collect(Collectors.joining(", "));
        statements.add("add element " + Table.NAME + " " + set + " { " + elements + " }");
    }

    /** Who is held, with the seconds that he has been. */
    public Map<Address, Long> held() throws HostFailed {
        Map<Address, Long> held = new HashMap<>();
        for (int version : List.of(4, 6)) {
            String listed = firewall.run(List.of("list set " + Table.NAME + " hold" + version));
            SetText.elements(listed).forEach((address, left) -> held.put(address, HOLD - left));
        }
        return held;
    }

    /** Holds these no more; who is not held any more makes no difference. */
    public void release(Collection<Address> sources) throws HostFailed {
        List<String> statements = new ArrayList<>();
        for (int version : List.of(4, 6)) {
            String elements = sources.stream()
                    .filter(source -> source.version() == version)
                    .map(Address::toString)
                    .collect(Collectors.joining(", "));
            if (elements.isEmpty()) continue;
            String element = " element " + Table.NAME + " hold" + version + " { " + elements + " }";
            statements.add("add" + element); // a hold that has just ended would void the whole change
            statements.add("delete" + element);
        }
        if (!statements.isEmpty()) firewall.run(statements);
    }

    /**
     * What has been done so far.
     *
     * @param held first packets whose source was held
     * @param dropped packets of those who were held
     * @param givenUp packets to watched ports that were dropped, but whose source was not held: too many came at once
     */
    public record Counts(long held, long dropped, long givenUp) {}

    public Counts counts() throws HostFailed {
        Map<String, Long> counts = new HashMap<>();
        Matcher counted = COUNTED.matcher(firewall.run(List.of("list counters table " + Table.NAME)));
        while (counted.find()) counts.put(counted.group(1), Long.parseLong(counted.group(2)));
        return new Counts(
                counts.getOrDefault("held", 0L),
                counts.getOrDefault("dropped", 0L),
                counts.getOrDefault("given_up", 0L));
    }
}
