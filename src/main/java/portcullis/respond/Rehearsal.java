package portcullis.respond;

import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** Runs nothing and says what would have run: for replays, scenarios and a watcher that only observes. */
public final class Rehearsal implements Runner {
    @Override
    public Outcome run(Verdict verdict, String responder, Effect effect) {
        return new Outcome(verdict, responder, effect, Outcome.State.WOULD_RUN, "");
    }
}
