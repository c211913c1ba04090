package portcullis.heir.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows by their shape the commands that PortSentry's manuals and its users took to drop a source, whatever folder the program stands in.
 * Words that say more than "drop this source" are named, since the shipped responder does not say them.
 */
final class Shapes {
    private static final Pattern TARGET =
            Pattern.compile("\\$TARGET\\$(/(32|128|255\\.255\\.255\\.255)|:255\\.255\\.255\\.255)?");
    private static final String CUTS =
            "a route cuts the way back only, and what is under way with it; drop-with-nftables does neither";
    private static final String NOT_OF_TODAY =
            "no kernel of today knows it; this drops by nftables, and spares what is under way";
    private static final String SPARES = "drops what begins and spares what is under way";

    /** What stands in PortSentry's sample until somebody puts a name there. */
    static final String NO_INTERFACE = "external_interface";

    /** Words that make a rule a rule about some packets of the source only. */
    private static final Pattern NARROWS = Pattern.compile(
            "(?s)-p|-m|-i|-d|--(protocol|match|in-interface|destination|dst|[ds]ports?|(source|destination)-ports?)(=.*)?"
                    + "|(.*[ =])?(tcp|udp|icmp|proto|protocol|[ds]port|port|service|iifname|iif)([ =].*)?");

    private Shapes() {}

    /** The name of the program without its folder. */
    static String program(List<String> words) {
        String first = words.get(0);
        return first.substring(first.lastIndexOf('/') + 1);
    }

    static Optional<Answer.Shipped> of(List<String> words) {
        List<String> rest = words.subList(1, words.size());
        if (rest.stream().noneMatch(word -> word.contains("$TARGET$"))) return Optional.empty();
        return switch (program(words)) {
            case "route" -> route(rest);
            case "ip" -> ip(rest);
            case "ipfwadm" ->
                firewall("drop-with-nftables", NOT_OF_TODAY, rest, "deny|reject", "-I -a -i -i -S -o -W any");
            case "ipchains" ->
                firewall("drop-with-nftables", NOT_OF_TODAY, rest, "DENY|REJECT", "-I -A input 1 -s -j -l");
            case "iptables", "ip6tables", "iptables-nft", "iptables-legacy", "ip6tables-nft", "ip6tables-legacy" ->
                firewall(
                        "drop-with-iptables",
                        SPARES + ", and its rule is taken out at the end",
                        rest,
                        "DROP|REJECT",
                        "-I -A --insert --append INPUT 1 -s --source --src -j --jump -w --wait");
            case "ipset" ->
                rest.get(0).matches("add|-A")
                        ? Optional.of(new Answer.Shipped(
                                "drop-with-ipset", List.of("uses sets of its own, whose elements end by themselves")))
                        : Optional.empty();
            case "nft", "nftables" -> nft(rest);
            case "ipfw" ->
                rest.contains("table") || rest.stream().anyMatch(word -> word.matches("deny|drop|reject|unreach"))
                        ? firewall(
                                "drop-with-ipfw",
                                "a table of ipfw with one rule, which its first lines tell how to make",
                                rest,
                                "deny|drop|reject|unreach|add",
                                "add all ip from to any in table")
                        : Optional.empty();
            case "pfctl" ->
                rest.contains("-T")
                        ? Optional.of(new Answer.Shipped(
                                "drop-with-pf", List.of("uses the table portcullis, which pf.conf must hold")))
                        : Optional.empty();
            case "ufw" ->
                firewall(
                        "drop-with-nftables",
                        SPARES + ", beside ufw",
                        rest,
                        "deny|reject",
                        "insert 1 prepend from to any");
            case "firewall-cmd" ->
                rest.stream().anyMatch(word -> word.matches("(?s).*rich-rule.*\\b(drop|reject)\\b.*"))
                                || rest.stream().anyMatch(word -> word.matches("(?s)rule .*\\b(drop|reject)\\b.*"))
                        ? Optional.of(
                                new Answer.Shipped("drop-with-nftables", wider(rest, SPARES + ", beside firewalld")))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code echo 'block in ... from $TARGET$/32 to any' | ipf -f -}, and the same into pfctl. */
    static Optional<Answer.Shipped> fed(List<String> speaker, List<String> fed) {
        String said = String.join(" ", speaker);
        boolean isRule = Set.of("echo", "printf").contains(program(speaker))
                && said.matches("(?s).*\\bblock\\b.*\\bfrom \\$TARGET\\$.*");
        if (!isRule) return Optional.empty();
        List<String> remarks = new ArrayList<>();
        if (said.contains(NO_INTERFACE))
            remarks.add("the interface was " + NO_INTERFACE + " still, so it never worked; now it does");
        return switch (program(fed)) {
            case "ipf" -> {
                remarks.add("the rule stands before all others, on every interface, and is taken out at the end");
                yield Optional.of(new Answer.Shipped("drop-with-ipfilter", remarks));
            }
            case "pfctl" -> {
                remarks.add(
                        "pfctl -f - replaced all rules of pf; the table portcullis, which pf.conf must hold, leaves them alone");
                yield Optional.of(new Answer.Shipped("drop-with-pf", remarks));
            }
            default -> Optional.empty();
        };
    }

    /** A rule of iptables that only logs. */
    static boolean isLogging(List<String> words) {
        int jump = Math.max(words.indexOf("-j"), words.indexOf("--jump"));
        return program(words).matches("ip6?tables.*")
                && jump > 0
                && jump + 1 < words.size()
                && words.get(jump + 1).matches("LOG|NFLOG|ULOG");
    }

    private static Optional<Answer.Shipped> route(List<String> words) {
        if (!words.contains("add")) return Optional.empty();
        List<String> remarks = new ArrayList<>(List.of(CUTS));
        Set<String> known = Set.of(
                "add",
                "-host",
                "-net",
                "net",
                "host",
                "reject",
                "-reject",
                "-blackhole",
                "gw",
                "-netmask",
                "netmask",
                "255.255.255.255",
                "-inet",
                "-inet6",
                "-n",
                "-q",
                "-A",
                "inet6",
                "-6",
                "-4",
                "lo",
                "dev",
                "metric");
        boolean isWide = words.stream()
                .anyMatch(word -> word.matches("255\\.255\\.(255|0)\\.0|\\$TARGET\\$/([0-9]|[12][0-9]|3[01])"));
        if (isWide) remarks.add("PortSentry cut off the whole network around the source; here only the source");
        List<String> others = words.stream()
                .filter(word -> !known.contains(word) && !word.contains("$TARGET$"))
                .filter(word -> !word.matches("[0-9.]+|[0-9a-f:]+|localhost|\\$GATEWAY"))
                .toList();
        leftOut(others, remarks);
        return Optional.of(new Answer.Shipped("blackhole-the-route", remarks));
    }

    private static Optional<Answer.Shipped> ip(List<String> words) {
        String said = String.join(" ", words);
        if (said.matches("(-[46] )?(route|ro|r) (add|append|replace|a) .*"))
            return Optional.of(new Answer.Shipped("blackhole-the-route", List.of(CUTS)));
        if (said.matches("(-[46] )?(rule|ru) (add|a) .*(blackhole|prohibit|unreachable).*"))
            return Optional.of(new Answer.Shipped("drop-with-nftables", List.of(SPARES)));
        return Optional.empty();
    }

    private static Optional<Answer.Shipped> nft(List<String> words) {
        String said = String.join(" ", words);
        if (said.contains(";") || !said.matches("(add|insert) (rule .*\\b(drop|reject)\\b.*|element .*)"))
            return Optional.empty();
        return Optional.of(
                new Answer.Shipped("drop-with-nftables", wider(words, "uses a table of its own, and " + SPARES)));
    }

    private static Optional<Answer.Shipped> firewall(
            String responder, String remark, List<String> words, String verdict, String known) {
        if (words.stream().noneMatch(word -> word.matches(verdict))) return Optional.empty();
        Set<String> usual =
                Set.copyOf(List.of(known.split(" ")).stream().distinct().toList());
        List<String> others = words.stream()
                .filter(word -> !usual.contains(word)
                        && !word.matches(verdict)
                        && !TARGET.matcher(word).matches())
                .filter(word -> !responder.equals("drop-with-ipfw") || !word.matches("[0-9]+"))
                .toList();
        List<String> remarks = wider(others, remark);
        leftOut(others, remarks);
        return Optional.of(new Answer.Shipped(responder, remarks));
    }

    private static List<String> wider(List<String> words, String remark) {
        List<String> remarks = new ArrayList<>(List.of(remark));
        if (words.stream().anyMatch(word -> NARROWS.matcher(word).matches()))
            remarks.add("it blocks more than it did: all that the source sends, and not only what the line named");
        return remarks;
    }

    private static void leftOut(List<String> others, List<String> remarks) {
        if (!others.isEmpty()) remarks.add("not said by it: " + String.join(" ", others));
    }
}
