package portcullis.detect;

import java.time.Duration;

/**
 * The bounds of what the detector keeps.
 *
 * @param sources how many sources at most
 * @param conversations how many conversations at most
 * @param forget after how long a silence a source is forgotten
 * @param quiet for how long a rule is silent about a source after it has alarmed
 * @param newcomers how many new sources a second become known; of the rest single probes are only counted
 */
public record Memory(int sources, int conversations, Duration forget, Duration quiet, int newcomers) {
    /** With room for every newcomer. */
    public Memory(int sources, int conversations, Duration forget, Duration quiet) {
        this(sources, conversations, forget, quiet, Integer.MAX_VALUE);
    }
}
