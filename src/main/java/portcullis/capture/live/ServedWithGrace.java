package portcullis.capture.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.PortRange;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/**
 * What is served, a while longer than it is: a client of a service that was just restarted, or the late answer to a socket that was
 * just closed, is no probe. Fed with one poll of the sockets after the other. Its size is that of what this host itself has
 * opened within the grace.
 */
public final class ServedWithGrace {
    private record Door(Transport transport, Address address, int port) {}

    private final long grace;
    private final Map<Door, Long> closed = new HashMap<>();
    private Set<Door> open = new HashSet<>();
    private List<Served> served = List.of();

    public ServedWithGrace(Duration grace) {
        if (grace.isNegative()) throw new IllegalArgumentException("the grace is 0 or more, not " + grace);
        this.grace = grace.toNanos();
    }

    /**
     * Takes what is served now.
     *
     * @param nanos the time of this poll, which never goes back
     * @return whether {@link #served} has changed
     */
    public boolean poll(List<Served> now, long nanos) {
        Set<Door> found = doors(now);
        for (Door door : open) if (!found.contains(door)) closed.put(door, nanos);
        closed.keySet().removeAll(found);
        for (Iterator<Long> since = closed.values().iterator(); since.hasNext(); )
            if (nanos - since.next() >= grace) since.remove();
        open = found;
        List<Served> before = served;
        served = together();
        return !served.equals(before);
    }

    private static Set<Door> doors(List<Served> served) {
        Set<Door> doors = new HashSet<>();
        for (Served entry : served)
            for (PortRange range : entry.ports().ranges())
                for (int port = range.first(); port <= range.last(); port++)
                    doors.add(new Door(entry.transport(), entry.address(), port));
        return doors;
    }

    private List<Served> together() {
        PortTable table = new PortTable();
        for (Door door : open) table.add(door.transport(), door.address(), door.port());
        for (Door door : closed.keySet()) table.add(door.transport(), door.address(), door.port());
        return table.served();
    }

    /** What is open now, or was within the grace; in a fixed order. */
    public List<Served> served() {
        return served;
    }
}
