package portcullis.detect;

import portcullis.fact.Host;
import portcullis.fact.Ports;

/**
 * What the detector must know beside the rules.
 *
 * @param heldTcp ports that we hold open ourselves, so that a handshake on them is a probe
 * @param seed spreads keys over tables: fixed in a rehearsal, random on a live host
 */
public record Surroundings(Host host, Ports heldTcp, long seed) {}
