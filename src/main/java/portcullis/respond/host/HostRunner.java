package portcullis.respond.host;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.respond.Order;
import portcullis.respond.Runner;

/**
 * Changes this host. Elements of nft sets go to the kernel at once, all of one step as one transaction. Programs and files
 * wait in lanes beside the line, one for each responder: what became of them is told later. Their number is bounded;
 * beyond, they are refused.
 */
public final class HostRunner implements Runner {
    private static final String NOBODY_LISTENS = "no connection of the source's is held open";

    private final Firewall firewall;
    private final Tools tools;
    private final FileEdits files = new FileEdits();
    private final Lanes lanes;
    private final Consumer<Outcome> late;

    /**
     * @param firewall stays the caller's to close
     * @param threads where programs are waited for: one thread for each responder keeps them apart
     * @param mostWaiting how many programs and file edits may wait or run
     * @param late told what became of them, on one of {@code threads}
     */
    public HostRunner(Firewall firewall, Commands commands, Executor threads, int mostWaiting, Consumer<Outcome> late) {
        this(firewall, Tools.of(commands), threads, mostWaiting, late);
    }

    /** @param tools with whom to say something to a source, and to post */
    public HostRunner(Firewall firewall, Tools tools, Executor threads, int mostWaiting, Consumer<Outcome> late) {
        this.firewall = requireNonNull(firewall, "firewall");
        this.tools = requireNonNull(tools, "tools");
        this.lanes = new Lanes(requireNonNull(threads, "threads"), mostWaiting);
        this.late = requireNonNull(late, "late");
    }

    @Override
    public void carryOut(List<Order> orders, List<Outcome> outcomes) {
        List<Optional<NftElement>> elements = new ArrayList<>(orders.size());
        List<NftElement> changes = new ArrayList<>(orders.size());
        for (Order order : orders) {
            Optional<NftElement> element = element(order.effect());
            element.ifPresent(changes::add);
            elements.add(element);
        }
        Iterator<Optional<HostFailed>> failures =
                new Transaction(firewall, changes).run().iterator();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            outcomes.add(elements.get(i).isPresent() ? became(order, failures.next()) : besideTheLine(order));
        }
    }

    /**
     * Carries one effect out and waits for it: for what a responder checks and prepares, never on the thread of the line.
     *
     * @throws HostFailed where it refuses, or its time is over
     */
    public void perform(Effect effect) throws HostFailed {
        if (effect instanceof Effect.Command command) tools.commands().run(command.argv(), command.input());
        else if (effect instanceof Effect.AppendLine append) files.append(append.file(), append.line());
        else if (effect instanceof Effect.RemoveLine remove) files.remove(remove.file(), remove.line());
        else if (effect instanceof Effect.Post post) tools.posts().send(post);
        else if (effect instanceof Effect.Nft nft) perform(nft);
        else if (effect instanceof Effect.Cannot cannot) throw HostFailed.refused(cannot.why());
        else if (effect instanceof Effect.Banner) throw HostFailed.refused(NOBODY_LISTENS);
    }

    /** Any other statement of nft may hold a name; a program that looks it up keeps nobody waiting in a lane. */
    private void perform(Effect.Nft nft) throws HostFailed {
        Optional<NftElement> element = NftElement.of(nft);
        if (element.isEmpty()) {
            tools.commands().run(List.of("nft", "-f", "-"), nft.statement() + "\n");
            return;
        }
        Optional<HostFailed> failure =
                new Transaction(firewall, List.of(element.get())).run().get(0);
        if (failure.isPresent()) throw failure.get();
    }

    private Outcome besideTheLine(Order order) {
        Effect effect = order.effect();
        if (effect instanceof Effect.Banner banner) return say(order, banner.text());
        if (effect instanceof Effect.Say || effect instanceof Effect.Cannot) return attempt(order); // needs no waiting
        return lanes.offer(order.responder(), () -> late.accept(attempt(order)))
                ? order.became(Outcome.State.WAITING, "")
                : order.became(Outcome.State.REFUSED, "too many commands are waiting");
    }

    private Outcome say(Order order, String text) {
        Consumer<Boolean> later = said -> late.accept(said(order, said ? Outcome.State.DONE : Outcome.State.REFUSED));
        return said(order, tools.banners().say(order.verdict().source(), text, later));
    }

    private static Outcome said(Order order, Outcome.State state) {
        return order.became(state, state == Outcome.State.REFUSED ? NOBODY_LISTENS : "");
    }

    private Outcome attempt(Order order) {
        try {
            perform(order.effect());
            return became(order, Optional.empty());
        } catch (HostFailed failed) {
            return became(order, Optional.of(failed));
        }
    }

    private static Optional<NftElement> element(Effect effect) {
        return effect instanceof Effect.Nft nft ? NftElement.of(nft) : Optional.empty();
    }

    private static Outcome became(Order order, Optional<HostFailed> failure) {
        return failure.map(failed -> order.became(failed.state(), failed.getMessage()))
                .orElseGet(() -> order.became(Outcome.State.DONE, ""));
    }

    /** Waits for programs and file edits under way. @return false where some are left when the time is over */
    public boolean settle(Duration atMost) throws InterruptedException {
        return lanes.settle(atMost);
    }
}
