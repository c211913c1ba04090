package portcullis.scenario;

import java.util.BitSet;
import java.util.List;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Mode;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** The ports that the modes tcp and udp would hold open themselves: an answer from them is ours, not a service's. */
final class Held {
    private Held() {}

    static List<Served> notBy(Settings settings, List<Served> served) {
        return served.stream().map(entry -> without(settings, entry)).toList();
    }

    private static Served without(Settings settings, Served entry) {
        if (entry.transport() != Transport.TCP && entry.transport() != Transport.UDP) return entry;
        BitSet ports = entry.ports().bits();
        boolean tcp = entry.transport() == Transport.TCP;
        if (settings.modes().contains(tcp ? Mode.TCP : Mode.UDP)) {
            ports.andNot(settings.ports(tcp ? Key.PORTS_TCP : Key.PORTS_UDP).bits());
        }
        return new Served(entry.address(), entry.transport(), Ports.of(ports));
    }
}
