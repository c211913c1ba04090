package portcullis.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.detect.Census;

/**
 * Says once that more new sources come than can be facts each, and once that it is over. What is given up then, and in which order, is
 * counted where it is done; this only tells. Owned by the line.
 */
final class Flood {
    private static final Logger LOG = LoggerFactory.getLogger(Flood.class);
    private static final long QUIET = 60_000_000_000L;

    private long seen;
    private long before;
    private long latest;
    private boolean isOn;

    /** A second has passed. */
    void pass(long now, Census census) {
        if (census.turnedAway() > seen) {
            seen = census.turnedAway();
            latest = now;
            if (!isOn)
                LOG.warn("a flood: more new sources than memory.newcomers a second; single packets of further ones are"
                        + " counted only, who comes again is judged");
            isOn = true;
        } else if (isOn && now - latest >= QUIET) {
            LOG.warn("the flood is over; {} packets of new sources were counted only", seen - before);
            before = seen;
            isOn = false;
        }
    }

    /** For {@code status}, in the order in which things are given up. */
    String sentence(Census census, Sampled journal, Paced told) {
        return (isOn ? "now; " : "") + "counted only: " + census.repeated() + " repeated probes, " + census.turnedAway()
                + " single packets of new sources, " + journal.leftOut() + " unanswered alarms in the journal, "
                + told.leftOut() + " events in the log";
    }
}
