package portcullis.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import portcullis.config.Settings;
import portcullis.detect.Detector;
import portcullis.detect.Memory;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;

/** One detector with a session of its own and the sources that fall to it; one thread runs it. */
final class Shard implements AutoCloseable {
    private final Detector detector;
    private final Prober prober;
    private final List<Alarm> alarms = new ArrayList<>();
    private long told;

    Shard(RuleBase rules, Settings settings, int sources, long seed) {
        Host host = new Host(List.of(Network.of(Address.of(Traffic.HOST))), List.of(), List.of(), List.of());
        Memory memory = new Memory(sources + sources / 4, 131_072, Duration.ofDays(1), Duration.ofMinutes(10));
        this.detector = new Detector(rules, settings.facts(), new Surroundings(host, Ports.NONE, seed), memory);
        this.prober = new Prober(sources, seed);
    }

    /** @return seconds of processor time */
    double probe(int probes) {
        long before = ThreadCosts.cpu();
        run(probes);
        return (ThreadCosts.cpu() - before) / 1e9;
    }

    void run(int probes) {
        for (int i = 0; i < probes; i++) {
            prober.next();
            detector.observe(prober, alarms);
            if (alarms.isEmpty()) continue;
            told += alarms.size();
            alarms.clear();
        }
    }

    long alarms() {
        return told;
    }

    @Override
    public void close() {
        detector.close();
    }
}
