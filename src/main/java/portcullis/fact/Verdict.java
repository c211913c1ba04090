package portcullis.fact;

import java.time.Duration;
import java.util.Objects;

/** What the guard decided about a source. Every verdict carries its time, in nanoseconds since 1970. */
public sealed interface Verdict extends Entry {
    Address source();

    /** What it answers; of a release, what the block answered. */
    Alarm because();

    /** The word in JSON: block, run, spare, release or shadow. */
    String decision();

    /** Why, as a sentence for the administrator. */
    String why();

    /** Block the source for a span; every block ends. */
    record Block(Alarm because, Duration span, String why) implements Verdict {
        public Block {
            Objects.requireNonNull(why, "why");
            if (span.isNegative() || span.isZero())
                throw new IllegalArgumentException("a span is longer than nothing, not " + span);
        }

        @Override
        public Address source() {
            return because.source();
        }

        @Override
        public long at() {
            return because.at();
        }

        @Override
        public String decision() {
            return "block";
        }
    }

    /** Run the responders that settings name for "run only" (PortSentry's BLOCK 2); the source goes unblocked. */
    record Run(Alarm because, String why) implements Verdict {
        @Override
        public Address source() {
            return because.source();
        }

        @Override
        public long at() {
            return because.at();
        }

        @Override
        public String decision() {
            return "run";
        }
    }

    /**
     * Do nothing to the source.
     *
     * @param isForNow whether only a limit speaks against a block, so that the source may soon be judged again
     */
    record Spare(Alarm because, String why, boolean isForNow) implements Verdict {
        public Spare(Alarm because, String why) {
            this(because, why, false);
        }

        @Override
        public Address source() {
            return because.source();
        }

        @Override
        public long at() {
            return because.at();
        }

        @Override
        public String decision() {
            return "spare";
        }
    }

    /**
     * What the guard would have said to an alarm of a rule on probation. Nothing follows from it.
     *
     * @param would the verdict, had the rule not been on probation; it is entered nowhere
     * @param isGuarded whether the source is one that nobody may block
     */
    record Shadow(Alarm because, Verdict would, boolean isGuarded) implements Verdict {
        @Override
        public Address source() {
            return because.source();
        }

        @Override
        public long at() {
            return because.at();
        }

        @Override
        public String decision() {
            return "shadow";
        }

        @Override
        public String why() {
            return would.why();
        }
    }

    /** The block has ended. */
    record Release(Block block, long at, String why) implements Verdict {
        @Override
        public Address source() {
            return block.source();
        }

        @Override
        public Alarm because() {
            return block.because();
        }

        @Override
        public String decision() {
            return "release";
        }
    }
}
