package portcullis.journal;

import java.time.Duration;
import portcullis.fact.Address;

/**
 * What a rule on probation would have led to for one source, all its alarms together.
 *
 * @param first nanoseconds since 1970, of the first of them
 * @param last the same of the latest
 * @param times how many
 * @param decision what the guard would have decided: block, run or spare; or guard, where nobody may block the source
 * @param span of a block, the longest
 * @param why the guard's reason
 */
public record Shadowed(Address source, long first, long last, long times, String decision, Duration span, String why) {
    static final String WOULD = "would ";
    static final String GUARD = "guard";

    /** Whether it is one of those that the guard protects. */
    public boolean isGuarded() {
        return decision.equals(GUARD);
    }

    public boolean isBlocked() {
        return decision.equals("block");
    }
}
