package portcullis.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Effect;
import portcullis.fact.Network;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;
import portcullis.respond.Lasting;
import portcullis.respond.Responders;
import portcullis.respond.Runner;
import portcullis.respond.host.Banners;
import portcullis.respond.host.Commands;
import portcullis.respond.host.Firewall;
import portcullis.respond.host.Groundwork;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.HostRunner;
import portcullis.respond.host.Posts;
import portcullis.respond.host.Reflex;
import portcullis.respond.host.Table;
import portcullis.respond.host.Tools;
import portcullis.respond.host.WebPosts;

/**
 * The host as an armed watcher changes it: our table in the kernel, what responders need before they can block, and the runner that
 * carries effects out. The runner has a door to the kernel of its own, so that no ban waits while the table is read. All else here may
 * take seconds and is never called by the line.
 */
final class Armed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Armed.class);
    private static final int MOST_WAITING = 20_000;
    private static final int WARMING = 30;
    private static final Duration FOR_A_POST = Duration.ofSeconds(10); // as a command has

    private final Firewall door;
    private final Firewall side;
    private final Optional<Firewall> reflexDoor;
    private final Table table;
    private final HostRunner runner;
    private List<Network> guarded = List.of(); // guarded by this, as is the next
    private boolean stoodBefore;
    private boolean looked;

    /** @param late told what became of programs, on another thread than the line's */
    Armed(boolean hard, boolean reflex, Banners banners, Executor threads, Consumer<Outcome> late) {
        Commands commands = Commands.ofThisHost();
        this.door = Firewall.open(commands);
        this.side = Firewall.open(commands);
        Table plain = hard ? Table.hard(side) : Table.sparing(side);
        this.table = reflex ? plain.withReflex() : plain;
        this.reflexDoor = reflex ? Optional.of(Firewall.open(commands)) : Optional.empty();
        this.runner = new HostRunner(door, new Tools(commands, banners, posts()), threads, MOST_WAITING, late);
    }

    private static Posts posts() {
        return new WebPosts(FOR_A_POST, Instant::now);
    }

    Runner runner() {
        return runner;
    }

    /** The reflex, if it is on. */
    Optional<Reflex> reflex() {
        return reflexDoor.map(Reflex::new);
    }

    /** Which door to the kernel is used. */
    String door() {
        return door.door();
    }

    /** Reads who is banned, and puts the table back where something of it is missing. */
    synchronized KernelReading look() throws HostFailed {
        Optional<Map<Address, Long>> before = held();
        if (!looked) stoodBefore = before.isPresent();
        looked = true;
        if (before.isPresent() && table.isWhole()) return new KernelReading(before.get(), true, false, Set.of());
        table.install();
        table.protect(guarded);
        Map<Address, Long> after = table.read();
        Set<Address> lost = new HashSet<>(before.orElse(Map.of()).keySet());
        lost.removeAll(after.keySet());
        return new KernelReading(after, before.isPresent(), true, lost);
    }

    private Optional<Map<Address, Long>> held() {
        try {
            return Optional.of(table.read());
        } catch (HostFailed gone) {
            return Optional.empty();
        }
    }

    /** Whom no ban reaches, whatever the sets hold. */
    synchronized void protect(List<Network> networks) throws HostFailed {
        guarded = List.copyOf(networks);
        if (looked) table.protect(guarded); // else they come with the table
    }

    /** Has the kernel ban these for so many seconds more. */
    synchronized void restore(Map<Address, Long> banned) throws HostFailed {
        table.restore(banned);
    }

    /**
     * Goes the way of a block some times, so that the first one need not wait until it is open: the door reads the tables when it is first
     * used. Whom it releases nobody could ban, so nothing changes; a refusal changes nothing either.
     */
    void warm() {
        for (int i = 0; i < WARMING; i++) {
            try {
                runner.perform(new Effect.Nft("delete element " + Table.NAME + " banned4 { 0.0.0.0 }"));
            } catch (HostFailed refused) {
                LOG.debug("the way to the firewall was not warmed: {}", refused.getMessage());
                return;
            }
        }
    }

    /**
     * Makes what a responder needs before it can block.
     *
     * @return whether anything was missing, so that what it blocked must be blocked again
     */
    boolean prepare(String name, Responders responders) throws HostFailed {
        if (responders.lasting(name) == Lasting.NOTHING) return false;
        Groundwork groundwork = Groundwork.of(name, responders, runner);
        boolean lacked = groundwork.lacks().isPresent();
        if (lacked) groundwork.lay();
        return lacked;
    }

    /** Carries out one effect and waits for it. */
    Outcome attempt(Verdict verdict, Effect effect) {
        try {
            runner.perform(effect);
            return new Outcome(verdict, "kernel", effect, Outcome.State.DONE, "");
        } catch (HostFailed failed) {
            return new Outcome(verdict, "kernel", effect, failed.state(), failed.getMessage());
        }
    }

    /** Takes away what was prepared, and our table unless it stood before we came. */
    synchronized void undo(Rulebook book) {
        for (String name : book.lasting())
            if (!book.isInOurTable(name))
                Groundwork.of(name, book.responders(), runner).lift();
        if (stoodBefore) return;
        try {
            table.remove();
        } catch (HostFailed failed) {
            LOG.warn("our table could not be taken away: {}", failed.getMessage());
        }
    }

    /** Waits for programs under way. @return false where some are left when the time is over */
    boolean settle(Duration atMost) throws InterruptedException {
        return runner.settle(atMost);
    }

    @Override
    public void close() {
        door.close();
        side.close();
        reflexDoor.ifPresent(Firewall::close);
    }
}
