package portcullis.heir.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows what undoes some commands for which we ship no responder. */
final class Undo {
    private Undo() {}

    static Optional<List<String>> of(List<String> words) {
        return switch (Shapes.program(words)) {
            case "iptables", "ip6tables", "iptables-nft", "iptables-legacy", "ip6tables-nft", "ip6tables-legacy" ->
                rule(words);
            case "fail2ban-client" -> swapped(words, "banip", "unbanip");
            case "csf" -> swapped(head(words), "-d", "-dr");
            case "apf" -> swapped(head(words), "-d", "-u");
            case "shorewall", "shorewall6" ->
                swapped(words, "drop", "allow").or(() -> swapped(words, "reject", "allow"));
            default -> Optional.empty();
        };
    }

    /** Behind the address these take a comment, which undoing does not. */
    private static List<String> head(List<String> words) {
        return words.subList(0, Math.min(3, words.size()));
    }

    private static Optional<List<String>> swapped(List<String> words, String from, String to) {
        int at = words.indexOf(from);
        if (at < 0) return Optional.empty();
        List<String> undo = new ArrayList<>(words);
        undo.set(at, to);
        return Optional.of(undo);
    }

    /** A rule is deleted by its own words; the number of an insertion is none of them. */
    private static Optional<List<String>> rule(List<String> words) {
        for (String add : List.of("-I", "-A", "--insert", "--append")) {
            int at = words.indexOf(add);
            if (at < 0) continue;
            List<String> undo = new ArrayList<>(words);
            undo.set(at, "-D");
            if (undo.size() > at + 2 && undo.get(at + 2).matches("[0-9]+")) undo.remove(at + 2);
            return Optional.of(undo);
        }
        return Optional.empty();
    }
}
