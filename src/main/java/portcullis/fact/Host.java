package portcullis.fact;

import java.util.List;

/**
 * The host that is watched, as far as it is known before the first packet is judged.
 *
 * @param watched its addresses and networks; empty for every address of a segment
 * @param links networks in which it stands: their directed broadcasts are not for it alone
 * @param served where something answers
 * @param established conversations that were under way already
 */
public record Host(List<Network> watched, List<Network> links, List<Served> served, List<Established> established) {
    public Host {
        watched = List.copyOf(watched);
        links = List.copyOf(links);
        served = List.copyOf(served);
        established = List.copyOf(established);
    }
}
