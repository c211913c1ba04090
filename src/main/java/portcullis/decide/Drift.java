package portcullis.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Verdict;

/**
 * What differs between the ledger and the kernel.
 *
 * @param lacking blocks of the ledger that the kernel does not hold
 * @param unknown whom the kernel holds and the ledger does not, with the seconds left
 */
public record Drift(List<Verdict.Block> lacking, Map<Address, Long> unknown) {
    /** What ends this soon may have ended in the kernel, whose clock is another. */
    private static final long ABOUT_TO_END = 3_000_000_000L;

    public Drift {
        lacking = List.copyOf(lacking);
        unknown = Map.copyOf(unknown);
    }

    /**
     * Compares. Reading the kernel takes a while, in which blocks begin and end: only what the ledger held before and after counts as
     * lacking, and only what it held neither before nor after as unknown.
     *
     * @param before the ledger when the kernel began to be read
     * @param after the ledger now
     * @param kernel who is banned, with the seconds left
     */
    public static Drift between(
            Collection<Verdict.Block> before, Collection<Verdict.Block> after, Map<Address, Long> kernel, long now) {
        Map<Address, Verdict.Block> then = bySource(before);
        List<Verdict.Block> lacking = new ArrayList<>();
        Map<Address, Long> unknown = new HashMap<>(kernel);
        unknown.keySet().removeAll(then.keySet());
        for (Verdict.Block block : after) {
            unknown.remove(block.source());
            boolean held = kernel.containsKey(block.source()) || end(block) - now < ABOUT_TO_END;
            if (!held && block.equals(then.get(block.source()))) lacking.add(block);
        }
        return new Drift(lacking, unknown);
    }

    private static Map<Address, Verdict.Block> bySource(Collection<Verdict.Block> blocks) {
        Map<Address, Verdict.Block> bySource = new HashMap<>();
        blocks.forEach(block -> bySource.put(block.source(), block));
        return bySource;
    }

    private static long end(Verdict.Block block) {
        return block.at() + block.span().toNanos();
    }
}
