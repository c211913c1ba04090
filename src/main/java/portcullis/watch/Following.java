package portcullis.watch;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import portcullis.fact.Address;

/**
 * Whose stories are kept.
 *
 * @param everybody all sources, so that it can be told what the traffic made of each rule
 */
public record Following(Set<Address> sources, boolean everybody) {
    public static final Following NOBODY = new Following(Set.of(), false);
    public static final Following EVERYBODY = new Following(Set.of(), true);

    public Following {
        sources = Collections.unmodifiableSet(new LinkedHashSet<>(sources));
    }

    public static Following of(Set<Address> sources) {
        return new Following(sources, false);
    }
}
