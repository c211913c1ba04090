package portcullis.respond;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.fact.Outcome;

/**
 * All that was planned in one step of the line. It is carried out together, so that the kernel takes a thousand blocks as
 * one change. Bounded by what one step may judge times what one plan may hold; owned by the thread that responds, and used
 * again for the next step.
 */
public final class Response {
    private final List<Optional<Outcome>> settled = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Outcome> done = new ArrayList<>();

    void add(Order order) {
        orders.add(order);
        settled.add(Optional.empty());
    }

    /** Adds what needs no runner: it was not planned, or the responder says that it cannot. */
    void add(Outcome outcome) {
        settled.add(Optional.of(outcome));
    }

    /**
     * Has the runner carry out what was planned since the last call.
     *
     * @param out what became of it is added here, in the order in which it was planned
     */
    public void carryOut(Runner runner, List<Outcome> out) {
        if (!orders.isEmpty()) runner.carryOut(orders, done);
        if (done.size() != orders.size())
            throw new IllegalStateException(orders.size() + " orders had " + done.size() + " outcomes");
        int next = 0;
        for (Optional<Outcome> one : settled) out.add(one.isPresent() ? one.get() : done.get(next++));
        settled.clear();
        orders.clear();
        done.clear();
    }
}
