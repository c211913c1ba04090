package portcullis.respond.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Effect;
import portcullis.fact.Network;

/**
 * Our own table {@code inet portcullis}: who is banned, held and protected, and the rules that drop. Its hook stands after conntrack and
 * before DNAT, so that it knows what is under way and covers ports that containers publish. Loopback is never touched.
 *
 * <p>In a kernel where nothing used conntrack before, it begins with {@link #install}: a connection from before then counts as under way
 * only once both ends have spoken. So install at the start, long before the first ban.
 *
 * <p>The banned sets hold single addresses, one of them those that stand for a whole IPv6 /64, and are no interval sets: before each change of an interval set, nft fetches all of
 * it to look for overlaps, which takes a second at 100,000 elements and nothing here. Give the table a door of its own:
 * {@link #read} of a full set takes seconds, for which the line must not wait.
 */
public final class Table {
    /** The seconds left of an element that somebody added without an end. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Family and name, as nft has them. */
    public static final String NAME = "inet portcullis";

    private static final String PREFIX = NAME + " ";
    private static final Pattern OURS = Pattern.compile("element " + NAME + " banned(4|6|64) ");
    private static final Pattern COUNTED = Pattern.compile("packets \\d+ bytes \\d+");
    private static final Pattern ELEMENTS = Pattern.compile("elements = \\{[^}]*\\}");
    private static final List<String> BANNED = List.of("banned4", "banned6", "banned64");
    private static final String OF_64 = "ip6 saddr & ffff:ffff:ffff:ffff:: @banned64 ";
    private static final List<Integer> VERSIONS = List.of(4, 6);

    private final Firewall firewall;
    private final boolean hard;
    private final boolean reflex;
    private String whole = ""; // as nft printed it after install: each version words it in its own way

    private Table(Firewall firewall, boolean hard, boolean reflex) {
        this.firewall = firewall;
        this.hard = hard;
        this.reflex = reflex;
    }

    /** Drops what a banned source begins; what is under way, and answers to us, go on. */
    public static Table sparing(Firewall firewall) {
        return new Table(firewall, false, false);
    }

    /** Drops all that a banned source sends. */
    public static Table hard(Firewall firewall) {
        return new Table(firewall, true, false);
    }

    /** The same, with the rules of {@link Reflex}. */
    public Table withReflex() {
        return new Table(firewall, hard, true);
    }

    /** Puts the table there as one transaction; bans that it holds already stay, if its sets are as we make them. */
    public void install() throws HostFailed {
        try {
            firewall.run(definition());
        } catch (HostFailed other) { // a set or chain of that name, but made otherwise
            List<String> anew = new ArrayList<>(removal());
            anew.addAll(definition());
            firewall.run(anew);
        }
        whole = form();
    }

    /** Has the kernel look at our table, with the reflex, without making it. Needs the program nft. */
    public static void tryOut(Commands commands) throws HostFailed {
        String definition = String.join("\n", new Table(new NftProgram(commands), false, true).definition());
        commands.run(List.of("nft", "-c", "-f", "-"), definition + "\n");
    }

    /** Whether sets, chain and rules stand as {@link #install} left them. */
    public boolean isWhole() {
        try {
            return !whole.isEmpty() && whole.equals(form());
        } catch (HostFailed gone) {
            return false;
        }
    }

    /** Takes the table away, if it is there. */
    public void remove() throws HostFailed {
        firewall.run(removal());
    }

    /**
     * Who is banned, with the seconds left. The kernel hands a hash set over in pieces and finds its place again by counting, so one
     * dump lacks elements when the set grew its table of hashes meanwhile, as it does for a while after a large change. Hence each set
     * is dumped until a dump brings nobody new. An absence still proves little by itself: take it for a fact when a second reading,
     * later, agrees.
     */
    public Map<Address, Long> read() throws HostFailed {
        Map<Address, Long> banned = new HashMap<>();
        for (String set : BANNED) {
            int known;
            do {
                known = banned.size();
                banned.putAll(SetText.elements(firewall.run(List.of("list set " + NAME + " " + set))));
            } while (banned.size() > known);
        }
        return banned;
    }

    /**
     * Has the kernel ban these too, with their seconds, as one transaction. Who is banned already stays so, for his old time or the new
     * one: kernels differ.
     */
    public void restore(Map<Address, Long> banned) throws HostFailed {
        List<String> statements = new ArrayList<>();
        for (String set : BANNED) add(set, elements(set, banned), statements);
        if (!statements.isEmpty()) firewall.run(statements);
    }

    /** One text, built in place: streams and joined strings were a quarter of what 100,000 bans took. */
    private static String elements(String set, Map<Address, Long> banned) {
        StringBuilder text = new StringBuilder();
        banned.forEach((source, seconds) -> {
            if (seconds <= 0 || !set(source).equals(set)) return;
            if (text.length() > 0) text.append(", ");
            text.append(source.plain());
            if (seconds != FOR_EVER) text.append(" timeout ").append(seconds).append('s');
        });
        return text.toString();
    }

    /** The name of the set that bans this source. */
    public static String set(Address source) {
        if (source.isNetwork()) return "banned64";
        return source.version() == 4 ? "banned4" : "banned6";
    }

    /** Whether this is one of our sets of the banned, named as in a statement; each is a hash set, as {@link #install} makes sure. */
    static boolean bans(String set) {
        return set.startsWith(PREFIX) && BANNED.contains(set.substring(PREFIX.length()));
    }

    /** Whom no ban reaches, whatever the sets hold. */
    public void protect(Collection<Network> networks) throws HostFailed {
        List<String> statements = new ArrayList<>();
        for (int version : VERSIONS) {
            String elements = networks.stream()
                    .filter(network -> network.base().version() == version)
                    .map(Network::toString)
                    .collect(Collectors.joining(", "));
            replace("protected" + version, elements, statements);
        }
        firewall.run(statements);
    }

    private static void replace(String set, String elements, List<String> statements) {
        statements.add("flush set " + NAME + " " + set);
        add(set, elements, statements);
    }

    private static void add(String set, String elements, List<String> statements) {
        if (!elements.isEmpty()) statements.add("add element " + NAME + " " + set + " { " + elements + " }");
    }

    /** Whether this effect puts somebody into our sets or takes him out, so that {@link #read} tells of it. */
    public static boolean holds(Effect effect) {
        return effect instanceof Effect.Nft nft && OURS.matcher(nft.statement()).find();
    }

    private List<String> definition() {
        List<String> statements = new ArrayList<>(List.of("add table " + NAME));
        for (int version : VERSIONS) {
            String type = " { type ipv" + version + "_addr; ";
            statements.add("add set " + NAME + " banned" + version + type + "flags timeout; }");
            if (reflex) statements.add("add set " + NAME + " hold" + version + type + Reflex.HOLD_FLAGS + " }");
            statements.add("add set " + NAME + " protected" + version + type + "flags interval; auto-merge; }");
        }
        statements.add("add set " + NAME + " banned64 { type ipv6_addr; flags timeout; }");
        statements.add("add chain " + NAME + " guard { type filter hook prerouting priority mangle; policy accept; }");
        statements.add("flush chain " + NAME + " guard");
        if (reflex) statements.addAll(Reflex.definition());
        for (String rule : rules()) statements.add("add rule " + NAME + " guard " + rule);
        return statements;
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>(List.of(
                "iifname \"lo\" accept",
                "ip saddr @protected4 counter accept",
                "ip6 saddr @protected6 counter accept"));
        // Neighbour discovery is "untracked"; without it established sessions on the same link would die.
        if (!hard) {
            String neighbours = "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } counter accept";
            rules.add("ip6 saddr @banned6 " + neighbours);
            rules.add(OF_64 + neighbours);
        }
        String which = hard ? "" : "ct state new,invalid,untracked ";
        rules.add("ip saddr @banned4 " + which + "counter drop");
        rules.add("ip6 saddr @banned6 " + which + "counter drop");
        rules.add(OF_64 + which + "counter drop");
        if (reflex) rules.addAll(Reflex.RULES);
        return rules;
    }

    private static List<String> removal() {
        return List.of("add table " + NAME, "delete table " + NAME);
    }

    private String form() throws HostFailed {
        String sets = ELEMENTS.matcher(firewall.run(List.of("list sets table " + NAME)))
                .replaceAll("");
        String chain = firewall.run(List.of("list chain " + NAME + " guard"));
        if (reflex) chain += firewall.run(List.of("list chain " + NAME + " reflex"));
        return (sets + COUNTED.matcher(chain).replaceAll("")).replaceAll("\\s+", " ");
    }
}
