package portcullis.respond;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Effect;

/** The effects that one run of a script has planned so far; the bound stops a loop that plans without end. */
final class Plan {
    private static final int MOST_EFFECTS = 64;
    private final List<Effect> effects = new ArrayList<>(2);

    void add(Effect effect) {
        if (effects.size() == MOST_EFFECTS)
            throw Refusal.of("plans more than " + MOST_EFFECTS + " effects", "one verdict needs a few");
        effects.add(effect);
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }
}
