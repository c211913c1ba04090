package portcullis.watch;

import java.util.Map;
import java.util.Set;
import portcullis.fact.Address;

/**
 * What the kernel was found to hold, after what was missing of our table was put back.
 *
 * @param banned with the seconds left
 * @param stood whether our sets were there before
 * @param mended whether anything of the table had to be put back
 * @param lost who was in the sets and is not any more, since they had to be made anew
 */
record KernelReading(Map<Address, Long> banned, boolean stood, boolean mended, Set<Address> lost) {
    KernelReading {
        banned = Map.copyOf(banned);
        lost = Set.copyOf(lost);
    }
}
