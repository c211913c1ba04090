package portcullis.scenario.score;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;

/** Who alarmed, by what first and how soon, and who was blocked. Bounded: a capture may hold a flood of forged senders. */
final class Reported implements Journal {
    private static final int MOST = 200_000;

    private final Touches touches;
    private final Map<Address, First> first = new LinkedHashMap<>();
    private final Set<Address> blocked = new HashSet<>();

    Reported(Touches touches) {
        this.touches = touches;
    }

    /** The first alarm about an address, and how far it had come by then. */
    record First(Alarm alarm, Touches.Progress progress) {}

    @Override
    public void record(Entry entry) {
        if (entry instanceof Alarm alarm && !alarm.isShadow() && first.size() < MOST)
            first.computeIfAbsent(alarm.source(), source -> new First(alarm, touches.of(source)));
        if (entry instanceof Verdict.Block block && blocked.size() < MOST) blocked.add(block.source());
    }

    Map<Address, First> first() {
        return first;
    }

    /** By what an address was found: by itself, or as one of its /64. */
    Optional<First> firstOf(Address address) {
        return Optional.ofNullable(first.get(address)).or(() -> Optional.ofNullable(first.get(wholeOf(address))));
    }

    boolean isBlocked(Address address) {
        return blocked.contains(address) || blocked.contains(wholeOf(address));
    }

    private static Address wholeOf(Address address) {
        return address.version() == 6 ? address.network() : address;
    }
}
