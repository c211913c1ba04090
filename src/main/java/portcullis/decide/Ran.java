package portcullis.decide;

import java.util.LinkedHashMap;
import java.util.Map;
import portcullis.fact.Address;

/** For whom the responders of "run only" have run, and until when that is enough: each packet of a scan must not start a program. */
final class Ran {
    /** The one for whom they ran longest ago goes first. */
    private static final int MOST = 50_000;

    private final Map<Address, Long> until = new LinkedHashMap<>();

    boolean isEnough(Address source, long now) {
        return until.getOrDefault(source, Long.MIN_VALUE) > now;
    }

    void note(Address source, long end) {
        until.remove(source);
        until.put(source, end);
        if (until.size() > MOST) until.remove(until.keySet().iterator().next());
    }
}
