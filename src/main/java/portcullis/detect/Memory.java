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
    private static final int LEAST = 4096;
    /** The tables have buckets, and of few packets no bucket may be too full. */
    private static final int ROOM = 64;

    /** The same, with no more room than what so many packets can tell of needs. */
    public Memory of(long packets) {
        int enough = (int) Math.max(LEAST, Math.min(Integer.MAX_VALUE / ROOM, packets) * ROOM);
        return new Memory(Math.min(sources, enough), Math.min(conversations, enough), forget, quiet, newcomers);
    }

    /** With room for every newcomer. */
    public Memory(int sources, int conversations, Duration forget, Duration quiet) {
        this(sources, conversations, forget, quiet, Integer.MAX_VALUE);
    }
}
