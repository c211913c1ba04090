package portcullis.fact;

import java.util.Map;
import java.util.Optional;

/**
 * How the reading of a recording went.
 *
 * @param frames packets read
 * @param undecoded how many of them could not be used, by reason
 * @param first time of the first packet, in nanoseconds since 1970; 0 where there was none
 * @param last time of the latest
 * @param damage where and why the reading stopped before the end, if it did
 * @param available whether the recording could be opened at all
 */
public record Reading(
        long frames, Map<String, Long> undecoded, long first, long last, Optional<String> damage, boolean available) {
    public Reading {
        undecoded = Map.copyOf(undecoded);
    }
}
