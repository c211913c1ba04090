package portcullis.scenario.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Host;
import portcullis.fact.Refused;
import portcullis.journal.Journal;
import portcullis.scenario.Replay;
import portcullis.scenario.score.Label;
import portcullis.watch.Recording;
import portcullis.watch.Rehearsals;

/** Replays labelled recordings through rules, and says of each what was found. */
public final class Matrix {
    private final Rehearsals rehearsals;
    private final Settings settings;

    public Matrix(Rehearsals rehearsals, Settings settings) {
        this.rehearsals = rehearsals;
        this.settings = settings;
    }

    /** The recordings of a folder, in the order of its {@code labels.tsv}. */
    public static List<Recorded> recordings(Path folder) throws Refused {
        return RecordedFolder.read(folder);
    }

    public Covered cover(Recorded recorded) throws Refused {
        Label label = recorded.label();
        Recording recording = new Recording(List.of(label.capture()), false);
        Replay.Whose whose = new Replay.Whose(Optional.of(label.host()), Optional.empty(), label.served());
        Replay replay = new Replay(rehearsals, settings, whose);
        Exchange exchange = new Exchange(label.expected(), recorded.isOfNeighbours());
        Said said = new Said(label.expected(), exchange);
        Host host = replay.look(recording, part -> {}).host();
        Replay.Ended ended = replay.play(recording, host, said, exchange, part -> {});
        List<String> troubles = new ArrayList<>(ended.ruleTroubles());
        ended.reading().damage().ifPresent(troubles::add);
        return new Covered(
                recorded,
                said.found,
                exchange.probes(),
                exchange.answers(),
                said.scannersFound.size(),
                said.blamed,
                troubles);
    }

    /** Who was alarmed about. */
    private static final class Said implements Journal {
        private final Set<Address> scanners;
        private final Exchange exchange;
        private final Set<Address> scannersFound = new HashSet<>();
        private final Map<Address, String> blamed = new HashMap<>();
        private Optional<Covered.Found> found = Optional.empty();

        Said(Set<Address> scanners, Exchange exchange) {
            this.scanners = scanners;
            this.exchange = exchange;
        }

        @Override
        public void record(Entry entry) {
            if (!(entry instanceof Alarm alarm) || alarm.isShadow()) return;
            List<Address> meant = scanners.stream()
                    .filter(scanner -> scanner.equals(alarm.source())
                            || alarm.source().isNetwork() && scanner.network().equals(alarm.source()))
                    .toList();
            if (meant.isEmpty()) {
                blamed.putIfAbsent(alarm.source(), rule(alarm));
                return;
            }
            scannersFound.addAll(meant);
            if (found.isEmpty())
                found = Optional.of(
                        new Covered.Found(alarm, exchange.probes(), exchange.answers(), alarm.at() - exchange.first()));
        }

        /** Nobody is blocked for what is only reported, which is another harm than a block. */
        private static String rule(Alarm alarm) {
            return alarm.onlyReport().isEmpty() ? alarm.rule() : alarm.rule() + " (only reported)";
        }
    }
}
