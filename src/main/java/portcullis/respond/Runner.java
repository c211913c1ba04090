package portcullis.respond;

import java.util.List;
import portcullis.fact.Outcome;

/**
 * Carries out what one step of the line planned, or shows it. Never asked about an
 * {@link portcullis.fact.Effect.Cannot}: there is nothing to run.
 */
public interface Runner {
    /**
     * Carries out together; never throws for what a host refuses, and never waits for a program.
     *
     * @param orders in the order in which they were planned
     * @param outcomes one for each order, in the same order, is added here
     */
    void carryOut(List<Order> orders, List<Outcome> outcomes);
}
