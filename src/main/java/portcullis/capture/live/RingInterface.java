package portcullis.capture.live;

import java.util.concurrent.locks.LockSupport;
import portcullis.capture.CaptureFailed;
import portcullis.capture.live.ring.CallFailed;
import portcullis.capture.live.ring.FilterProgram;
import portcullis.capture.live.ring.PacketRing;

/**
 * Through the kernel's ring, mapped into our memory. On a quiet link a packet wakes the thread that runs; when many come it looks by
 * itself from time to time, since to be woken for each costs more than all that is done with it. What finds the queue full waits in the
 * ring; when that is full too, the kernel drops and counts.
 */
final class RingInterface implements LiveInterface {
    private static final int PATIENCE = 1_000; // milliseconds, after which the interface is looked for
    private static final int PATIENCE_WHILE_DOWN = 50; // its end is not told a second time
    private static final int AT_ONCE = 256;
    private static final long NAP = 1_000_000L;
    private static final int LINKTYPE_RAW = 101;
    private static final int RAW_IP = 12; // libpcap's number on Linux

    private final Tap tap;
    private final FrameQueue queue;
    private final Device device;
    private final int linkType;
    private final boolean loopback;
    private final PacketRing ring;
    private final long missedBefore;
    private final Rush rush = new Rush();
    private final Object walking = new Object(); // held by who runs, so that nobody takes the memory from under him
    private boolean down; // of who runs
    private volatile boolean closing; // written by who closes, read by who runs
    private volatile LinkState ended = LinkState.RUNNING; // written by who runs, read by who asks

    private RingInterface(Tap tap, FrameQueue queue, Device device, int linkType, PacketRing ring) {
        this.tap = tap;
        this.queue = queue;
        this.device = device;
        this.linkType = linkType;
        this.loopback = device.isLoopback();
        this.ring = ring;
        this.missedBefore = device.missed();
    }

    static LiveInterface open(Tap tap, FrameQueue queue) throws CaptureFailed {
        Device device = Device.named(tap.name());
        if (!device.isThere()) throw CaptureFailed.unavailable(Opening.noSuch(tap.name()));
        if (!device.isUp()) throw CaptureFailed.unavailable(Opening.notUp(tap.name()));
        int linkType = device.linkType()
                .orElseThrow(() -> CaptureFailed.unavailable(tap.name() + ": the ring does not know its link type"));
        try {
            FilterProgram filter = compile(tap.name(), linkType, tap.filter());
            PacketRing ring = PacketRing.open((int) device.index(), tap.bufferBytes(), filter);
            return new RingInterface(tap, queue, device, linkType, ring);
        } catch (CallFailed e) {
            if (e.isNotPermitted()) throw Opening.notPermitted(tap.name(), e);
            throw CaptureFailed.unavailable(tap.name() + ": the kernel refuses " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw Opening.missing(e);
        }
    }

    private static FilterProgram compile(String name, int linkType, String text) throws CaptureFailed {
        try {
            int dlt = linkType == LINKTYPE_RAW ? RAW_IP : linkType;
            return FilterProgram.compile(dlt, FrameQueue.FRAME_BYTES, text);
        } catch (IllegalArgumentException e) {
            throw Opening.refused(name, e);
        }
    }

    @Override
    public void run() throws CaptureFailed {
        synchronized (walking) {
            while (!closing && ended == LinkState.RUNNING) {
                int came = walk();
                if (came > 0) queue.wake();
                if (came == AT_ONCE) continue;
                if (rush.isOn(came) || !queue.hasRoom()) LockSupport.parkNanos(this, NAP);
                else await();
            }
        }
    }

    /** @return how many frames there were, of {@value #AT_ONCE} that are taken at once */
    private int walk() {
        int came = 0;
        while (came < AT_ONCE && queue.hasRoom() && ring.next()) {
            came++;
            if (loopback && ring.isOutgoing()) continue; // it comes in as well
            long nanos = ring.nanos();
            rush.packet(nanos);
            queue.put(ring, linkType, tap.number(), tap.clock().applyAsLong(nanos));
        }
        return came;
    }

    private void await() {
        boolean failed = ring.await(down ? PATIENCE_WHILE_DOWN : PATIENCE);
        if (!failed && !down && !closing) return;
        LinkState now = device.state("");
        down = now.condition() == LinkState.Condition.DOWN;
        if (now.condition() == LinkState.Condition.GONE) ended = now;
    }

    @Override
    public void filter(String text) throws CaptureFailed {
        FilterProgram program = compile(tap.name(), linkType, text);
        try {
            ring.filter(program);
        } catch (CallFailed e) {
            throw CaptureFailed.unavailable(tap.name() + ": the kernel refuses " + e.getMessage(), e);
        }
    }

    @Override
    public Door door() {
        return Door.RING;
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
    public KernelCounts counts() {
        return new KernelCounts(ring.received(), ring.dropped(), Math.max(0, device.missed() - missedBefore));
    }

    @Override
    public void close() {
        closing = true;
        ring.wake();
        synchronized (walking) {
            ring.close();
        }
    }
}
