package portcullis.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A value under a name that the administrator chose. @param words an option's text or texts; the one file of a secret */
record Named(String name, List<String> words) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    /** Settings that responders read by these names already. */
    private static final Set<String> TAKEN =
            Set.of(Key.COMMAND.path(), Key.RELEASE_COMMAND.path(), Key.HOSTS_DENY.path(), Key.BANNER.path());

    Named {
        words = List.copyOf(words);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isTaken(String name) {
        return TAKEN.contains(name);
    }
}
