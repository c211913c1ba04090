package portcullis.respond.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Effect;

/**
 * A statement that adds an address to a set or deletes it from one, printed anew from what was read: nothing in it can be a name
 * that somebody would look up.
 */
record NftElement(boolean adds, String set, String key, String timeout) {
    private static final Pattern FORM =
            Pattern.compile("(add|delete) element ((?:inet|ip|ip6) [A-Za-z]\\w* [A-Za-z]\\w*)"
                    + " \\{ ([0-9a-f.:]+)(/\\d{1,3})?( timeout \\d{1,9}s)? \\}");

    /** Empty for any other statement. */
    static Optional<NftElement> of(Effect.Nft effect) {
        Matcher form = FORM.matcher(effect.statement());
        if (!form.matches()) return Optional.empty();
        return Address.parse(form.group(3))
                .map(address -> new NftElement(
                        form.group(1).equals("add"),
                        form.group(2),
                        address.plain() + or(form.group(4)),
                        or(form.group(5))));
    }

    /**
     * Works whether the elements are there or not. A plain add leaves an old timeout as it is in older kernels; a plain delete of what the
     * kernel has ended by itself fails, and with it the whole transaction (nft 1.0.6 knows no {@code destroy}).
     *
     * <p>Neighbours that do the same to one set share their statements: of 100,000, one then costs half as much. Of the same key there
     * can be only one in such a group, since nobody can delete it twice.
     */
    static List<String> statements(List<NftElement> changes) {
        List<String> statements = new ArrayList<>();
        List<NftElement> group = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NftElement change : changes) {
            boolean fits = group.isEmpty() || group.get(0).isLike(change);
            if (!fits || !keys.add(change.key)) {
                together(group, statements);
                group.clear();
                keys.clear();
                keys.add(change.key);
            }
            group.add(change);
        }
        if (!group.isEmpty()) together(group, statements);
        return statements;
    }

    private boolean isLike(NftElement other) {
        return adds == other.adds && set.equals(other.set);
    }

    private static void together(List<NftElement> group, List<String> statements) {
        NftElement first = group.get(0);
        String add = first.statement("add", group, one -> one.key + one.timeout);
        statements.add(add);
        statements.add(first.statement("delete", group, NftElement::key));
        if (first.adds) statements.add(add);
    }

    private String statement(String verb, List<NftElement> group, Function<NftElement, String> text) {
        return group.stream().map(text).collect(Collectors.joining(", ", verb + " element " + set + " { ", " }"));
    }

    String delete() {
        return "delete element " + set + " { " + key + " }";
    }

    private static String or(String group) {
        return group == null ? "" : group;
    }
}
