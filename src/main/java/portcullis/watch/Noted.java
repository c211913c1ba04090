package portcullis.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import portcullis.detect.Onlooker;
import portcullis.fact.Address;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.journal.Sighted;

/** Notes in a rehearsal what some sources touch, as the journal of a live host would. */
final class Noted implements Onlooker {
    private final Set<Address> sources;
    private final Runs runs = new Runs();

    Noted(Set<Address> sources) {
        this.sources = sources;
    }

    @Override
    public void settled(Packet packet, Kind kind, Fate fate, boolean isServed) {
        if (sources.contains(packet.source())) runs.settled(packet, kind, fate, isServed, true);
    }

    @Override
    public void opened(Address source, Address target, int port) {
        runs.opened(source, target, port);
    }

    /** The first first. */
    List<Sighted> touches() {
        return runs.take(0).stream()
                .sorted(Comparator.comparingLong(Sighted::first))
                .toList();
    }
}
