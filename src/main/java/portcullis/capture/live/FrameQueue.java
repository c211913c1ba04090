package portcullis.capture.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import portcullis.capture.Frame;
import portcullis.capture.live.ring.PacketRing;

/**
 * Packets on their way from the threads that capture to the one that judges: a ring of fixed slots in one direct buffer, filled by
 * any number of threads, emptied by one. When it is full a packet is dropped and counted: the newest, since what a flood sent
 * first is what tells most. No object is made for a packet.
 *
 * <p>Each slot has a turn (after Vyukov's bounded queue): {@code n} where it waits for packet n, {@code n + 1} where it holds it.
 */
public final class FrameQueue {
    /** Bytes kept of a packet: link layer with tags, IP with options or a few extension headers, TCP with all its options. */
    public static final int FRAME_BYTES = 256;

    private static final int SLOT = 32 + FRAME_BYTES;
    private static final int NANOS = 0;
    private static final int WIRE_LENGTH = 8;
    private static final int LENGTH = 12;
    private static final int LINK_TYPE = 16;
    private static final int INTERFACE = 20;
    private static final int BYTES = 32;
    private static final int ETHERNET = 1;
    private static final int TAG_AT = 12; // behind the two addresses
    private static final int TAG = 4;
    private static final int MOST_SLOTS = 1 << 22; // the buffer is addressed by an int

    private final ByteBuffer slots;
    private final AtomicLongArray turns;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile Thread waiting; // written by the one that takes, read by those that offer
    private volatile boolean called; // written by any that wakes, and by the one that takes
    private long head; // of the one that takes
    private boolean showing; // whether its frame still points at the slot before head

    /** @param slots how many packets may wait; a power of two up to 4,194,304. Each takes 288 bytes. */
    public FrameQueue(int slots) {
        if (Integer.bitCount(slots) != 1 || slots > MOST_SLOTS)
            throw new IllegalArgumentException("slots are a power of two up to " + MOST_SLOTS + ", not " + slots);
        this.slots = ByteBuffer.allocateDirect(slots * SLOT).order(ByteOrder.BIG_ENDIAN);
        this.turns = new AtomicLongArray(slots);
        this.mask = slots - 1;
        for (int i = 0; i < slots; i++) turns.setPlain(i, i);
    }

    /** Copies a packet in, its first {@link #FRAME_BYTES} bytes at most. For any thread. @return false where it was dropped */
    public boolean offer(byte[] bytes, int wireLength, int linkType, int interfaceNumber, long nanos) {
        long turn = claim();
        if (turn < 0) {
            dropped.incrementAndGet();
            return false;
        }
        int index = (int) turn & mask;
        int at = index * SLOT;
        int length = Math.min(bytes.length, FRAME_BYTES);
        head(at, length, wireLength, linkType, interfaceNumber, nanos);
        slots.put(at + BYTES, bytes, 0, length);
        turns.set(index, turn + 1); // volatile, so that it is ordered before the look at who waits
        rouse();
        return true;
    }

    /**
     * Copies the frame in that the ring shows, with the VLAN tag that the kernel took out back in its place. For any thread; who takes
     * is not woken, so that several can be put before {@link #wake}.
     */
    public void put(PacketRing ring, int linkType, int interfaceNumber, long nanos) {
        long turn = claim();
        if (turn < 0) {
            dropped.incrementAndGet();
            return;
        }
        int index = (int) turn & mask;
        int at = index * SLOT;
        int tag = linkType == ETHERNET && ring.length() >= TAG_AT ? ring.tag() : 0;
        int more = tag == 0 ? 0 : TAG;
        int length = Math.min(ring.length() + more, FRAME_BYTES);
        head(at, length, ring.wireLength() + more, linkType, interfaceNumber, nanos);
        int before = tag == 0 ? 0 : TAG_AT;
        slots.put(at + BYTES, ring.memory(), ring.start(), before);
        if (tag != 0) slots.putInt(at + BYTES + TAG_AT, tag);
        slots.put(at + BYTES + before + more, ring.memory(), ring.start() + before, length - before - more);
        turns.set(index, turn + 1);
    }

    /** Whether a packet would find room now. For any thread. */
    public boolean hasRoom() {
        long turn = tail.get();
        return turns.getAcquire((int) turn & mask) >= turn;
    }

    private void head(int at, int length, int wireLength, int linkType, int interfaceNumber, long nanos) {
        slots.putLong(at + NANOS, nanos);
        slots.putInt(at + WIRE_LENGTH, wireLength);
        slots.putInt(at + LENGTH, length);
        slots.putInt(at + LINK_TYPE, linkType);
        slots.putInt(at + INTERFACE, interfaceNumber);
    }

    /** The turn that this thread may fill, or -1 where the ring is full. */
    private long claim() {
        while (true) {
            long turn = tail.get();
            long found = turns.getAcquire((int) turn & mask);
            if (found == turn && tail.compareAndSet(turn, turn + 1)) return turn;
            if (found < turn) return -1;
        }
    }

    /**
     * Points {@code frame} at the next packet. Its bytes stay until the next call, which gives the slot back. For one thread.
     *
     * @return false where no packet waits
     */
    public boolean take(Frame frame) {
        giveBack();
        int index = (int) head & mask;
        if (turns.getAcquire(index) != head + 1) return false;
        int at = index * SLOT;
        frame.set(
                slots,
                at + BYTES,
                slots.getInt(at + LENGTH),
                slots.getInt(at + WIRE_LENGTH),
                slots.getInt(at + LINK_TYPE),
                slots.getInt(at + INTERFACE),
                slots.getLong(at + NANOS));
        head++;
        showing = true;
        return true;
    }

    private void giveBack() {
        if (showing) turns.setRelease((int) (head - 1) & mask, head + mask);
        showing = false;
    }

    /** As {@link #take(Frame)}, but waits up to {@code patience} nanoseconds for one to come; {@link #wake} ends the wait. */
    public boolean take(Frame frame, long patience) {
        if (take(frame)) return true;
        waiting = Thread.currentThread();
        try {
            if (!called && turns.get((int) head & mask) != head + 1) LockSupport.parkNanos(this, patience);
        } finally {
            waiting = null;
            called = false;
        }
        return take(frame);
    }

    /** Ends the wait of the one that takes, or the next one, whether there is something or not. For any thread. */
    public void wake() {
        called = true;
        rouse();
    }

    private void rouse() {
        Thread sleeper = waiting;
        if (sleeper != null) LockSupport.unpark(sleeper);
    }

    /** Packets that found the ring full, since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Packets that wait, about; for showing. */
    public int size() {
        return (int) Math.max(0, Math.min(mask + 1L, tail.get() - head));
    }

    public int capacity() {
        return mask + 1;
    }
}
