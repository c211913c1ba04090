package portcullis.respond;

import static java.util.Objects.requireNonNull;

import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** One effect that a responder planned for a verdict: what a {@link Runner} is given. */
public record Order(Verdict verdict, String responder, Effect effect) {
    public Order {
        requireNonNull(verdict, "verdict");
        requireNonNull(responder, "responder");
        requireNonNull(effect, "effect");
    }

    /** What became of it, in the tool's own words where it refused. */
    public Outcome became(Outcome.State state, String detail) {
        return new Outcome(verdict, responder, effect, state, detail);
    }
}
