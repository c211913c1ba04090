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
 * look like a long one. Who is connected when this program starts counts as logged in at once: to lock out the administrator who has
 * just armed it would be worse than to spare, while that connection lasts, somebody who was trying passwords at that moment.
 */
public final class AdminSessions {
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private Map<AdminSession, Long> since = new HashMap<>();
    private boolean first = true;
    private long now;

    /** Takes the sessions that there are now. @param nanos the time of this poll, which never goes back */
    public void poll(Collection<AdminSession> sessions, long nanos) {
        Map<AdminSession, Long> still = new HashMap<>();
        for (AdminSession session : sessions) still.put(session, since.getOrDefault(session, first ? LONG_AGO : nanos));
        since = still;
        first = false;
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
