package portcullis.respond.host;

import java.util.List;
import java.util.Optional;
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
     * Works whether the element is there or not. A plain add leaves an old timeout as it is in older kernels; a plain delete of what the
     * kernel has ended by itself fails, and with it the whole transaction (nft 1.0.6 knows no {@code destroy}).
     */
    List<String> statements() {
        String add = "add element " + set + " { " + key + timeout + " }";
        return adds ? List.of(add, delete(), add) : List.of(add, delete());
    }

    String delete() {
        return "delete element " + set + " { " + key + " }";
    }

    private static String or(String group) {
        return group == null ? "" : group;
    }
}
