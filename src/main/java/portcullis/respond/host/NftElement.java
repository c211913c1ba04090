package portcullis.respond.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        return statements(changes, false);
    }

    /**
     * The same in fewer words, of which the kernel refuses all where one of those to be banned is banned already: {@code create} adds
     * nothing but what is new.
     */
    static List<String> statementsIfNew(List<NftElement> changes) {
        return statements(changes, true);
    }

    /**
     * Whether {@code create} may say it. Not in sets of others, which may hold intervals: nft joins those by itself, and then takes for done
     * what lies within another.
     */
    boolean canBeCreated() {
        return adds && Table.bans(set);
    }

    private static List<String> statements(List<NftElement> changes, boolean ifNew) {
        List<String> statements = new ArrayList<>();
        List<NftElement> group = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NftElement change : changes) {
            boolean fits = group.isEmpty() || group.get(0).isLike(change);
            if (!fits || !keys.add(change.key)) {
                together(group, ifNew, statements);
                group.clear();
                keys.clear();
                keys.add(change.key);
            }
            group.add(change);
        }
        if (!group.isEmpty()) together(group, ifNew, statements);
        return statements;
    }

    private boolean isLike(NftElement other) {
        return adds == other.adds && set.equals(other.set);
    }

    private static void together(List<NftElement> group, boolean ifNew, List<String> statements) {
        NftElement first = group.get(0);
        if (ifNew && first.canBeCreated()) {
            statements.add(first.statement("create", group, true));
            return;
        }
        String add = first.statement("add", group, true);
        statements.add(add);
        statements.add(first.statement("delete", group, false));
        if (first.adds) statements.add(add);
    }

    private String statement(String verb, List<NftElement> group, boolean timed) {
        StringBuilder text = new StringBuilder(verb).append(" element ").append(set);
        String before = " { ";
        for (NftElement one : group) {
            text.append(before).append(one.key);
            if (timed) text.append(one.timeout);
            before = ", ";
        }
        return text.append(" }").toString();
    }

    String delete() {
        return "delete element " + set + " { " + key + " }";
    }

    private static String or(String group) {
        return group == null ? "" : group;
    }
}
