package portcullis.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.decide.Judge;
import portcullis.fact.Address;
import portcullis.fact.Ports;
import portcullis.fact.Words;
import portcullis.respond.host.HostFailed;
import portcullis.respond.host.Reflex;

/**
 * Keeps the kernel's reflex in step with the line: tells it the ports, renews them, and settles each second whom it holds: a ban confirms
 * a hold, and who was not banned within the second is let go. Owned by the line.
 */
final class Holding {
    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);
    private static final long RENEWAL = 10_000_000_000L;
    /** The line may be that much behind the kernel. */
    private static final long SECONDS_TO_JUDGE = 1;

    private static final int REMEMBERED = 5;

    private final Reflex reflex;
    private final Judge judge;
    private final Executor threads;
    private final Consumer<Runnable> line;
    private Ports tcp = Ports.NONE;
    private Ports udp = Ports.NONE;
    private boolean changed = true;
    private boolean busy;
    private long renewal;
    private long confirmed;
    private long lifted;
    private int held;
    private final List<Address> latest = new ArrayList<>();
    private Optional<Reflex.Counts> counts = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /** @param line runs a task on the line */
    Holding(Reflex reflex, Judge judge, Executor threads, Consumer<Runnable> line) {
        this.reflex = reflex;
        this.judge = judge;
        this.threads = threads;
        this.line = line;
    }

    /** Holds off who sends a first packet to these. */
    void watch(Ports tcp, Ports udp) {
        changed |= !tcp.equals(this.tcp) || !udp.equals(this.udp);
        this.tcp = tcp;
        this.udp = udp;
    }

    /** A second has passed. */
    void pass(long now) {
        if (busy) return;
        busy = true;
        boolean renew = changed || now >= renewal;
        if (renew) renewal = now + RENEWAL;
        changed = false;
        Ports watchedTcp = tcp;
        Ports watchedUdp = udp;
        threads.execute(() -> look(renew, watchedTcp, watchedUdp));
    }

    /** Our table was put back, so its ports are gone. */
    void renew() {
        changed = true;
    }

    /** Beside the line. */
    private void look(boolean renew, Ports watchedTcp, Ports watchedUdp) {
        try {
            if (renew) reflex.watch(watchedTcp, watchedUdp);
            Map<Address, Long> found = reflex.held();
            Reflex.Counts counted = reflex.counts();
            line.accept(() -> settle(found, counted));
        } catch (HostFailed failed) {
            line.accept(() -> cannot(failed.getMessage()));
        }
    }

    private void cannot(String why) {
        if (trouble.isEmpty()) LOG.warn("the reflex cannot be kept: {}", why);
        trouble = Optional.of(why);
        busy = false;
        changed = true;
    }

    private void settle(Map<Address, Long> found, Reflex.Counts counted) {
        trouble = Optional.empty();
        counts.filter(before -> before.givenUp() == 0 && counted.givenUp() > 0)
                .ifPresent(
                        before -> LOG.warn(
                                "too many new sources for the reflex: what they send to unserved ports is dropped, but they are not held"));
        counts = Optional.of(counted);
        held = found.size();
        List<Address> done = new ArrayList<>();
        found.forEach((source, seconds) -> {
            if (judge.stillBlocks(source)) {
                confirmed++;
                done.add(source);
            } else if (seconds >= SECONDS_TO_JUDGE) {
                letGo(source);
                done.add(source);
            }
        });
        if (done.isEmpty()) busy = false;
        else threads.execute(() -> release(done));
    }

    private void letGo(Address source) {
        lifted++;
        latest.add(source);
        if (latest.size() > REMEMBERED) latest.remove(0);
        LOG.info("{} is held no more: no rule blames it", source);
    }

    private void release(List<Address> done) {
        try {
            reflex.release(done);
            line.accept(() -> busy = false);
        } catch (HostFailed failed) {
            line.accept(() -> cannot(failed.getMessage()));
        }
    }

    /** Rows for {@code status}. */
    Map<String, String> status() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "reflex",
                trouble.map(why -> "cannot be kept: " + why)
                        .orElseGet(() -> "tcp " + tcp + "  udp " + udp + "; holds " + Words.count(held, "source")));
        rows.put(
                "holds",
                "confirmed " + confirmed + ", lifted " + lifted + (latest.isEmpty() ? "" : ", last " + latest));
        counts.ifPresent(each -> rows.put(
                "held packets",
                "first " + each.held() + ", then dropped " + each.dropped() + ", not held for want of room "
                        + each.givenUp()));
        return rows;
    }
}
