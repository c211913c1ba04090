package portcullis.respond;

import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** Carries one planned effect out, or shows it. Never asked about an {@link Effect.Cannot}: there is nothing to run. */
public interface Runner {
    Outcome run(Verdict verdict, String responder, Effect effect);
}
