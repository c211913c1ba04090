package portcullis.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether effects are carried out, and how.
 *
 * @param enforce whether at all
 * @param hard whether a block cuts what is under way, too
 * @param confirm how long everything is only on trial; empty where it counts from the start
 */
public record Arming(boolean enforce, boolean hard, Optional<Duration> confirm) {
    /** Nothing is carried out. */
    public static final Arming OBSERVE = new Arming(false, false, Optional.empty());
}
