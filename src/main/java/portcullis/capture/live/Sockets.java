package portcullis.capture.live;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.AdminSession;
import portcullis.fact.Established;
import portcullis.fact.Served;

/**
 * The host's sockets at one time. Can be compared with those of another time.
 *
 * @param services where something answers: listening TCP sockets, and UDP sockets outside the range of ephemeral ports
 * @param own UDP ports that a socket has within that range. Most are clients waiting for an answer, so they are never called
 *     services; but while the socket lives whatever comes there is no probe, however late
 * @param established TCP connections, as far as asked for
 * @param administrators who is connected to an administration port
 */
public record Sockets(
        List<Served> services, List<Served> own, List<Established> established, List<AdminSession> administrators) {
    public Sockets {
        services = List.copyOf(services);
        own = List.copyOf(own);
        established = List.copyOf(established);
        administrators = List.copyOf(administrators);
    }

    /** Where nothing that comes is a probe: services and own ports. */
    public List<Served> served() {
        List<Served> all = new ArrayList<>(services);
        all.addAll(own);
        return all;
    }
}
