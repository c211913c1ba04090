package portcullis.capture.live;

import static java.util.Objects.requireNonNull;

import java.sql.Timestamp;
import java.util.concurrent.atomic.AtomicReference;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;
import portcullis.capture.CaptureFailed;

/**
 * Through libpcap, by pcap4j, in immediate mode: an answer to a probe should wait for no timer. For link types that {@link RingInterface}
 * does not know, and where it cannot be opened.
 */
final class PcapInterface implements LiveInterface {
    private static final int RAW_IP = 12; // libpcap's number on Linux
    private static final int LINKTYPE_RAW = 101;
    private static final int FOREVER = -1;

    private final Tap tap;
    private final FrameQueue queue;
    private final PcapHandle handle;
    private final Device device;
    private final int linkType;
    private final AtomicReference<BpfProgram> newFilter = new AtomicReference<>();
    private volatile boolean closing; // written by who closes, read by who runs
    private volatile LinkState ended = LinkState.RUNNING; // written by who runs, read by who asks
    private KernelCounts counts = KernelCounts.NONE; // guarded by this: several may ask
    private Throwable fault; // of the listener, on the thread that runs

    private PcapInterface(Tap tap, FrameQueue queue, PcapHandle handle, Device device) {
        this.tap = tap;
        this.queue = queue;
        this.handle = handle;
        this.device = device;
        int dlt = handle.getDlt().value();
        this.linkType = dlt == RAW_IP ? LINKTYPE_RAW : dlt;
    }

    static LiveInterface open(Tap tap, FrameQueue queue) throws CaptureFailed {
        requireNonNull(queue, "queue");
        Device device = Device.named(tap.name());
        PcapHandle handle = Opening.open(tap);
        try {
            Opening.filter(handle, tap.name(), Opening.compile(handle, tap.name(), tap.filter()));
        } catch (CaptureFailed e) {
            handle.close();
            throw e;
        }
        return new PcapInterface(tap, queue, handle, device);
    }

    @Override
    public void run() throws CaptureFailed {
        while (!closing && ended == LinkState.RUNNING) {
            try {
                BpfProgram filter = newFilter.getAndSet(null);
                if (filter != null) Opening.filter(handle, tap.name(), filter);
                handle.loop(FOREVER, this::accept);
            } catch (InterruptedException broken) {
                rethrow(); // what breakLoop looks like: closed, a new filter, or a fault of ours
            } catch (PcapNativeException e) {
                end(e);
            } catch (NotOpenException e) {
                return;
            }
        }
    }

    /** pcap4j swallows what a listener throws and goes on, so it is kept and the loop left. */
    private void accept(byte[] bytes) {
        try {
            Timestamp time = handle.getTimestamp();
            long nanos = Math.floorDiv(time.getTime(), 1000L) * 1_000_000_000L + time.getNanos();
            queue.offer(
                    bytes,
                    handle.getOriginalLength(),
                    linkType,
                    tap.number(),
                    tap.clock().applyAsLong(nanos));
        } catch (RuntimeException | Error e) {
            fault = e;
            leaveLoop();
        }
    }

    private void rethrow() {
        Throwable thrown = fault;
        fault = null;
        if (thrown instanceof RuntimeException e) throw e;
        if (thrown instanceof Error e) throw e;
    }

    private void end(PcapNativeException e) throws CaptureFailed {
        String words = String.valueOf(e.getMessage());
        LinkState now = device.state(words);
        if (now.condition() == LinkState.Condition.RUNNING && words.contains("went down"))
            now = LinkState.down(tap.name(), words); // and is up again already
        if (now.condition() == LinkState.Condition.RUNNING)
            throw CaptureFailed.unavailable(tap.name() + ": libpcap stops: " + words, e);
        ended = now;
    }

    /** The running thread does it, as libpcap's handles are not for two. A text with {@code inbound} loses what waits in the kernel's ring. */
    @Override
    public void filter(String text) throws CaptureFailed {
        BpfProgram unused = newFilter.getAndSet(Opening.compile(handle, tap.name(), text));
        if (unused != null) unused.free();
        leaveLoop();
    }

    private void leaveLoop() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // closed meanwhile, which leaves it as well
        }
    }

    @Override
    public Door door() {
        return Door.PCAP4J;
    }

    @Override
    public String name() {
        return tap.name();
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public LinkState state() {
        if (closing) return LinkState.CLOSED;
        LinkState state = ended;
        return state == LinkState.RUNNING ? device.state("") : state;
    }

    @Override
    public synchronized KernelCounts counts() {
        try {
            if (handle.isOpen()) {
                PcapStat stat = handle.getStats();
                counts = new KernelCounts(
                        stat.getNumPacketsReceived(), stat.getNumPacketsDropped(), stat.getNumPacketsDroppedByIf());
            }
        } catch (PcapNativeException | NotOpenException e) {
            // gone meanwhile: the numbers before it are the last there are
        }
        return counts;
    }

    @Override
    public void close() {
        counts();
        closing = true;
        leaveLoop();
        handle.close(); // waits for the loop to be left
        BpfProgram unused = newFilter.getAndSet(null);
        if (unused != null) unused.free();
    }
}
