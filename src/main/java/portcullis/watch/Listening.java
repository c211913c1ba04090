package portcullis.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.capture.CaptureFailed;
import portcullis.capture.live.Door;
import portcullis.capture.live.FrameQueue;
import portcullis.capture.live.KernelCounts;
import portcullis.capture.live.Link;
import portcullis.capture.live.LiveInterface;
import portcullis.capture.live.Tap;

/** Listens to the interfaces that there are: follows those that come and go, and gives each the filter of the day. */
final class Listening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Door door;
    private final FrameQueue queue;
    private final LineClock clock;
    private final Executor threads;
    private final Map<Integer, LiveInterface> open = new HashMap<>();
    /** Those that deliver no more, as their own threads tell. */
    private final Set<LiveInterface> ended = ConcurrentHashMap.newKeySet();

    private final Map<Integer, String> refused = new HashMap<>();
    private KernelCounts before = KernelCounts.NONE;
    private String filter = "";

    /** @param door by which to listen where it can be opened; else by the other one, which knows every interface */
    Listening(Door door, FrameQueue queue, LineClock clock, Executor threads) {
        this.door = door;
        this.queue = queue;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Listens to exactly these links, with this filter.
     *
     * @throws CaptureFailed where not one of them can be listened to
     */
    void follow(List<Link> links, String text) throws CaptureFailed {
        closeGone(links);
        boolean changed = !text.equals(filter);
        filter = text;
        CaptureFailed last = null;
        for (Link link : links) {
            try {
                LiveInterface known = open.get(link.index());
                if (known == null) open(link);
                else if (changed) known.filter(text);
                refused.remove(link.index());
            } catch (CaptureFailed e) {
                last = e;
                if (refused.put(link.index(), e.getMessage()) == null) LOG.warn("{}", e.getMessage());
            }
        }
        if (open.isEmpty() && last != null) throw last;
    }

    private void closeGone(List<Link> links) {
        for (Iterator<Map.Entry<Integer, LiveInterface>> each = open.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Integer, LiveInterface> entry = each.next();
            boolean wanted = links.stream().anyMatch(link -> link.index() == entry.getKey());
            if (wanted && !ended.remove(entry.getValue())) continue;
            LOG.info("{} is listened to no more", entry.getValue().name());
            entry.getValue().close();
            before = before.plus(entry.getValue().counts());
            each.remove();
        }
    }

    private void open(Link link) throws CaptureFailed {
        Tap tap = new Tap(link.name(), link.index(), filter, Tap.USUAL_BUFFER, nanos -> clock.now());
        LiveInterface opened = open(tap);
        open.put(link.index(), opened);
        threads.execute(() -> run(opened));
    }

    private LiveInterface open(Tap tap) throws CaptureFailed {
        try {
            return door.open(tap, queue);
        } catch (CaptureFailed first) {
            if (door == Door.PCAP4J || first.isNotPermitted()) throw first;
            LiveInterface opened = Door.PCAP4J.open(tap, queue);
            LOG.warn("{}; it is listened to by the slower way, pcap4j", first.getMessage());
            return opened;
        }
    }

    private void run(LiveInterface opened) {
        try {
            opened.run();
        } catch (CaptureFailed e) {
            LOG.warn("{}", e.getMessage());
        } finally {
            ended.add(opened);
        }
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        open.values().forEach(each -> names.add(each.name()));
        names.sort(null);
        return names;
    }

    /** By which doors, for {@code status}. */
    String doors() {
        return open.values().stream()
                .map(each -> each.door().word())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    KernelCounts counts() {
        KernelCounts sum = before;
        for (LiveInterface each : open.values()) sum = sum.plus(each.counts());
        return sum;
    }

    @Override
    public void close() {
        open.values().forEach(LiveInterface::close);
        open.clear();
    }
}
