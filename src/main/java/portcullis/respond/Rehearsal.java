package portcullis.respond;

import java.util.List;
import portcullis.fact.Outcome;

/** Runs nothing and says what would have run: for replays, scenarios and a watcher that only observes. */
public final class Rehearsal implements Runner {
    @Override
    public void carryOut(List<Order> orders, List<Outcome> outcomes) {
        for (Order order : orders) outcomes.add(order.became(Outcome.State.WOULD_RUN, ""));
    }
}
