package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Served;
import portcullis.fact.Story;
import portcullis.fact.Transport;
import portcullis.journal.Journal;
import portcullis.journal.JournalFailed;
import portcullis.watch.Following;
import portcullis.watch.Rehearsals;
import portcullis.watch.Stage;

/**
 * Runs the line again from touches. The host is who was touched, and serves what it served at each touch: so a service that began in the
 * meantime makes nobody a prober who was a client, and no client of a prober.
 */
public final class Recollection {
    private final Rehearsals rehearsals;
    private final Settings settings;

    public Recollection(Rehearsals rehearsals, Settings settings) {
        this.rehearsals = rehearsals;
        this.settings = settings;
    }

    /**
     * How it went.
     *
     * @param stories of those who were followed
     * @param touches how many were played
     */
    public record Played(List<Story> stories, List<String> ruleTroubles, long touches) {}

    /** The journal receives every alarm, verdict and outcome as it comes. */
    public Played play(Touches touches, Set<Address> followed, Journal journal) throws Refused, JournalFailed {
        Set<Address> targets = new LinkedHashSet<>();
        touches.read(touch -> {
            if (touch.transport() != Transport.NEIGHBOUR) targets.add(touch.target());
        });
        List<Network> watched =
                new ArrayList<>(targets.stream().map(Network::of).toList());
        if (watched.isEmpty()) watched.add(Network.of(Address.of("192.0.2.1"))); // none would be every address
        try (Stage stage = rehearsals.open(
                settings, new Host(watched, List.of(), List.of(), List.of()), journal, Following.of(followed))) {
            Onstage onstage = new Onstage(stage, watched);
            Replayed replayed = new Replayed(onstage);
            touches.read(replayed);
            replayed.end();
            return new Played(
                    stage.stories(),
                    stage.problems().stream().map(Problem::toString).toList(),
                    onstage.count);
        }
    }

    /** Keeps what the host serves as it was at each touch. */
    private static final class Onstage implements Replayed.Sink {
        private final Stage stage;
        private final List<Network> watched;
        private final Map<Address, Map<Transport, BitSet>> served = new LinkedHashMap<>();
        private long count;

        Onstage(Stage stage, List<Network> watched) {
            this.stage = stage;
            this.watched = watched;
        }

        @Override
        public void touch(Touched packet, boolean isServed) {
            count++;
            serve(packet, isServed);
            stage.take(packet);
        }

        @Override
        public void also(Touched packet) {
            stage.take(packet);
        }

        private void serve(Touched packet, boolean isServed) {
            Map<Transport, BitSet> ofTarget = served.get(packet.target());
            BitSet ports = ofTarget == null ? null : ofTarget.get(packet.transport());
            if ((ports != null && ports.get(packet.targetPort())) == isServed) return;
            served.computeIfAbsent(packet.target(), target -> new LinkedHashMap<>())
                    .computeIfAbsent(packet.transport(), transport -> new BitSet())
                    .set(packet.targetPort(), isServed);
            List<Served> now = new ArrayList<>();
            served.forEach((address, transports) ->
                    transports.forEach((transport, each) -> now.add(new Served(address, transport, Ports.of(each)))));
            stage.serve(new Host(watched, List.of(), now, List.of()));
        }
    }
}
