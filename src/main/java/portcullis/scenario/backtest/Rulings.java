package portcullis.scenario.backtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Network;
import portcullis.fact.Verdict;
import portcullis.journal.Guarded;
import portcullis.journal.Journal;

/** Collects what one set of rules leads to, source by source. Bounded: a recording may hold a flood of forged senders. */
final class Rulings implements Journal {
    private static final int MOST = 200_000;
    /** A watcher writes each minute whom it still spares. */
    private static final long SLACK = 60_000_000_000L;

    private final List<Guarded> guarded;
    private final Map<Address, Ruling> rulings = new LinkedHashMap<>();

    /** @param guarded whom the live guard spares, beside what the rehearsal's own knows */
    Rulings(List<Guarded> guarded) {
        this.guarded = List.copyOf(guarded);
    }

    @Override
    public void record(Entry entry) {
        if (entry instanceof Alarm alarm && alarm.isShadow()) return; // of a rule on probation nothing comes
        if (entry instanceof Alarm alarm) change(alarm.source(), ruling -> ruling.told(alarm));
        else if (entry instanceof Verdict.Block block) blocked(block);
        else if (entry instanceof Verdict.Spare spare) spared(spare);
    }

    private void blocked(Verdict.Block block) {
        Optional<Guarded> why = guardian(block.source(), block.at());
        change(
                block.source(),
                ruling -> why.isPresent()
                        ? ruling.spared(block.because(), why.get().why())
                        : ruling.blocked(block));
    }

    /** What settings or limits leave unanswered is no matter of the guard's. */
    private void spared(Verdict.Spare spare) {
        boolean byGuard =
                guarded.stream().anyMatch(one -> one.why().equals(spare.why()) && isOf(one.network(), spare.source()));
        if (byGuard) change(spare.source(), ruling -> ruling.spared(spare.because(), spare.why()));
    }

    private Optional<Guarded> guardian(Address source, long at) {
        return guarded.stream()
                .filter(one -> one.first() <= at && at - SLACK <= one.last() && isOf(one.network(), source))
                .findFirst();
    }

    private static boolean isOf(Network network, Address source) {
        if (!source.isNetwork()) return network.covers(source);
        return network.base().version() == 6 && network.overlaps(new Network(source, 64));
    }

    private void change(Address source, UnaryOperator<Ruling> change) {
        Ruling before = rulings.get(source);
        if (before == null && rulings.size() >= MOST) return;
        rulings.put(source, change.apply(before == null ? Ruling.NONE : before));
    }

    Map<Address, Ruling> all() {
        return rulings;
    }

    Ruling of(Address source) {
        return rulings.getOrDefault(source, Ruling.NONE);
    }
}
