package portcullis.journal;

import java.util.List;
import portcullis.fact.Address;

/**
 * What a source probed for a while, in few words.
 *
 * @param first nanoseconds since 1970
 * @param last the same
 * @param probes how many
 * @param whileBlocked how many of them came although it was blocked
 * @param ports the latest distinct ports, at most {@value #MOST_PORTS}
 */
public record Digest(Address source, long first, long last, long probes, long whileBlocked, List<Integer> ports) {
    /** So many ports tell what somebody is after. */
    public static final int MOST_PORTS = 16;

    public Digest {
        ports = List.copyOf(ports);
    }
}
