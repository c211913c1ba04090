package portcullis.fact;

import java.util.Locale;

/**
 * What became of one planned effect.
 *
 * @param responder the name of the responder's file, without its ending
 * @param detail the tool's own words where it refused; else empty
 */
public record Outcome(Verdict verdict, String responder, Effect effect, State state, String detail) implements Entry {
    @Override
    public long at() {
        return verdict.at();
    }

    public enum State {
        /** Nothing was carried out: a rehearsal, or a watcher that only observes. */
        WOULD_RUN,
        DONE,
        /** Handed on to run beside the line; what became of it follows as an outcome of its own. */
        WAITING,
        REFUSED,
        TIMED_OUT,
        /** The responder itself failed before it had planned anything. */
        NOT_PLANNED,
        /** The evidence is not what settings ask for before this responder acts. */
        WITHHELD;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The word in JSON, such as {@code would-run}. */
        public String word() {
            return word;
        }
    }
}
