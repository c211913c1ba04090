package portcullis.watch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/**
 * Which blocks stand: one that no responder could carry out is none, whatever the ledger says. Bounded by how many programs may wait.
 * Owned by the line.
 */
final class Standing {
    private static final Set<Outcome.State> FAILED =
            Set.of(Outcome.State.REFUSED, Outcome.State.TIMED_OUT, Outcome.State.NOT_PLANNED, Outcome.State.WITHHELD);

    private final Map<Verdict, Integer> waiting = new IdentityHashMap<>();
    private Set<String> lasting = Set.of();

    /** @param names the responders whose blocks last; what becomes of the others' mails is no matter here */
    void ask(Set<String> names) {
        lasting = Set.copyOf(names);
    }

    /** @return the blocks among these outcomes of one step that failed altogether */
    List<Verdict.Block> failed(List<Outcome> outcomes) {
        if (!isAnyOpen(outcomes)) return List.of(); // as in every rehearsal
        Map<Verdict, Tally> tallies = new IdentityHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.verdict() instanceof Verdict.Block && lasting.contains(outcome.responder()))
                tallies.computeIfAbsent(outcome.verdict(), verdict -> new Tally())
                        .count(outcome.state());
        }
        List<Verdict.Block> failed = new ArrayList<>();
        tallies.forEach((verdict, tally) -> {
            if (tally.done > 0) return;
            if (tally.waiting > 0) waiting.put(verdict, tally.waiting);
            else if (tally.failed > 0) failed.add((Verdict.Block) verdict);
        });
        return failed;
    }

    private static boolean isAnyOpen(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) if (isOpen(outcome)) return true;
        return false;
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome.state() == Outcome.State.WAITING || FAILED.contains(outcome.state());
    }

    /** @return whether this was the last hope of a block, and has failed */
    boolean failedLate(Outcome outcome) {
        Integer left = waiting.get(outcome.verdict());
        if (left == null || !lasting.contains(outcome.responder())) return false;
        boolean failed = FAILED.contains(outcome.state());
        if (failed && left > 1) waiting.put(outcome.verdict(), left - 1);
        else waiting.remove(outcome.verdict());
        return failed && left == 1;
    }

    private static final class Tally {
        private int done;
        private int waiting;
        private int failed;

        void count(Outcome.State state) {
            if (FAILED.contains(state)) failed++;
            else if (state == Outcome.State.WAITING) waiting++;
            else done++;
        }
    }
}
