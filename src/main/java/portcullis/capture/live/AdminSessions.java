package portcullis.capture.live;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.AdminSession;

/**
 * How long each administrator's session has been seen, from one poll of the sockets to the next. A session lasts as long as its
 * socket: who hangs up and calls again begins anew, so that short connections in a row, which nobody has logged in on, never
 * look like a long one. A session that is older than this program counts from its first poll.
 */
public final class AdminSessions {
    private Map<AdminSession, Long> since = new HashMap<>();
    private long now;

    /** Takes the sessions that there are now. @param nanos the time of this poll, which never goes back */
    public void poll(Collection<AdminSession> sessions, long nanos) {
        Map<AdminSession, Long> still = new HashMap<>();
        for (AdminSession session : sessions) still.put(session, since.getOrDefault(session, nanos));
        since = still;
        now = nanos;
    }

    /** Peers of sessions that have lasted at least so long by the latest poll, each once, in order. */
    public List<Address> peersSince(Duration span) {
        return since.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= span.toNanos())
                .map(entry -> entry.getKey().peer())
                .distinct()
                .sorted()
                .toList();
    }
}
