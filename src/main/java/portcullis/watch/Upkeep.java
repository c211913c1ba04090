package portcullis.watch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a watcher keeps up with what the administrator changes.
 *
 * @param settings the file whose changes are noticed, if there is one
 * @param trial what other rules must stand
 */
public record Upkeep(Optional<Path> settings, Trial trial) {
    /** Nothing is noticed, nothing tried. */
    public static final Upkeep NONE = new Upkeep(Optional.empty(), Trial.NONE);
}
