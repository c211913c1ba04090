package portcullis.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.decide.Judge;

/** Says once that a limit on blocks is reached, and once that it is over. Owned by the line. */
final class Caps {
    private static final Logger LOG = LoggerFactory.getLogger(Caps.class);
    private static final long QUIET = 60_000_000_000L;

    private final Judge judge;
    private long seen;
    private long before;
    private long latest;
    private boolean reached;

    Caps(Judge judge) {
        this.judge = judge;
    }

    /** A second has passed. */
    void pass(long now) {
        if (judge.limited() > seen) {
            seen = judge.limited();
            latest = now;
            if (!reached)
                LOG.warn("a limit on blocks is reached (block.per-minute, block.at-once): alarms go on, blocks wait");
            reached = true;
        } else if (reached && now - latest >= QUIET) {
            LOG.warn("no limit on blocks is reached any more; {} alarms went unanswered", seen - before);
            before = seen;
            reached = false;
        }
    }

    /** For {@code status}. */
    String sentence() {
        return (reached ? "reached now; " : "") + seen + " alarms went unanswered so far";
    }
}
