package portcullis.detect;

import java.util.List;
import portcullis.fact.Established;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Served;

/**
 * What the detector must know of the host that it watches for.
 *
 * @param watched its addresses; empty for every address of the segment
 * @param served where something answers
 * @param established conversations that were under way before the first packet
 * @param heldTcp ports that we hold open ourselves, so that a handshake on them is a probe
 * @param seed spreads keys over tables: fixed in a rehearsal, random on a live host
 */
public record Surroundings(
        List<Network> watched, List<Served> served, List<Established> established, Ports heldTcp, long seed) {
    public Surroundings {
        watched = List.copyOf(watched);
        served = List.copyOf(served);
        established = List.copyOf(established);
    }
}
