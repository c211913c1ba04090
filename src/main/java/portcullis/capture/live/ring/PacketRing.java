package portcullis.capture.live.ring;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet socket of Linux whose ring (TPACKET_V2) is mapped here: the kernel writes frames into slots, {@link #next} walks them, and no call
 * into the kernel is made for a packet. The form with a slot for each packet, not V3's blocks, because a block is handed over when it is
 * full or its timer runs out: a first probe would wait for the timer, and the timer would run on quiet links too.
 *
 * <p>One thread walks and {@link #await}s; any other may set a filter, count or {@link #wake}. Who closes makes sure first that nobody walks.
 */
public final class PacketRing implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int CLOSE_ON_EXEC = 0x80000; // SOCK_CLOEXEC, EFD_CLOEXEC
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V2 = 1;
    private static final int READ_WRITE = 3; // PROT_READ | PROT_WRITE
    private static final int SHARED = 1; // MAP_SHARED
    private static final short POLL_IN = 1;
    private static final short POLL_ERROR = 8;

    private static final int BLOCK = 64 << 10;
    /** Our 256 bytes behind the kernel's header; a multiple of a cache line. */
    private static final int FRAME = 384;

    private static final int A_BLOCK = BLOCK / FRAME;

    // struct tpacket2_hdr, and struct sockaddr_ll after it
    private static final int WIRE_LENGTH = 4;
    private static final int LENGTH = 8;
    private static final int LINK_LAYER = 12;
    private static final int SECONDS = 16;
    private static final int NANOS = 20;
    private static final int TAG = 24;
    private static final int TAG_PROTOCOL = 26;
    private static final int DIRECTION = 32 + 10;
    private static final int OUTGOING = 4;
    private static final int OURS = 1; // TP_STATUS_USER
    private static final int TAG_VALID = 0x10;
    private static final int TAG_PROTOCOL_VALID = 0x40;
    private static final int USUAL_TAG_PROTOCOL = 0x8100;
    private static final VarHandle STATUS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final int socket;
    private final int event;
    private final Pointer mapped;
    private final long bytes;
    private final ByteBuffer memory;
    private final int blocks;
    private final Memory polled = new Memory(16); // two of struct pollfd
    private int block;
    private int slot;
    private int at; // of the frame shown, or of the next
    private int status;
    private boolean showing;
    private boolean closed; // guarded by this
    private long received; // guarded by this, as the kernel forgets what it has told
    private long dropped;

    private PacketRing(int socket, int event, Pointer mapped, int blocks) {
        this.socket = socket;
        this.event = event;
        this.mapped = mapped;
        this.blocks = blocks;
        this.bytes = (long) blocks * BLOCK;
        this.memory = mapped.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
        polled.clear();
        polled.setInt(0, socket);
        polled.setShort(4, POLL_IN);
        polled.setInt(8, event);
        polled.setShort(12, POLL_IN);
    }

    /**
     * Listens to an interface, with the filter in force before the first packet: nothing comes before the socket is bound.
     *
     * @param bytes of the ring, rounded down to {@value #BLOCK}; not more than an int can count
     * @throws LinkageError where JNA does not know this machine
     */
    public static PacketRing open(int index, int bytes, FilterProgram filter) throws CallFailed {
        int socket = Calls.socket(AF_PACKET, SOCK_RAW | CLOSE_ON_EXEC, 0);
        if (socket < 0) throw CallFailed.latest("a packet socket");
        try {
            int blocks = Math.max(1, bytes / BLOCK);
            set(socket, PACKET_VERSION, "the form of the ring", TPACKET_V2);
            attach(socket, filter);
            set(socket, PACKET_RX_RING, "the ring", BLOCK, blocks, FRAME, blocks * A_BLOCK);
            return mapped(socket, index, blocks);
        } catch (CallFailed e) {
            Calls.close(socket);
            throw e;
        }
    }

    private static PacketRing mapped(int socket, int index, int blocks) throws CallFailed {
        NativeLong length = new NativeLong((long) blocks * BLOCK);
        Pointer mapped = Calls.mmap(null, length, READ_WRITE, SHARED, socket, new NativeLong(0));
        if (Pointer.nativeValue(mapped) == -1) throw CallFailed.latest("mapping the ring");
        int event = Calls.eventfd(0, CLOSE_ON_EXEC);
        try {
            if (event < 0) throw CallFailed.latest("an event");
            bind(socket, index);
            return new PacketRing(socket, event, mapped, blocks);
        } catch (CallFailed e) {
            if (event >= 0) Calls.close(event);
            Calls.munmap(mapped, length);
            throw e;
        }
    }

    private static void bind(int socket, int index) throws CallFailed {
        Memory address = new Memory(20); // struct sockaddr_ll
        address.clear();
        address.setShort(0, (short) AF_PACKET);
        address.setByte(3, (byte) 3); // ETH_P_ALL, in the network's order
        address.setInt(4, index);
        if (Calls.bind(socket, address, 20) != 0) throw CallFailed.latest("binding to the interface");
        int error = error(socket);
        if (error != 0) throw CallFailed.of("binding to the interface", error);
    }

    private static void set(int socket, int option, String what, int... values) throws CallFailed {
        Memory value = new Memory(4L * values.length);
        value.write(0, values, 0, values.length);
        if (Calls.setsockopt(socket, SOL_PACKET, option, value, 4 * values.length) != 0) throw CallFailed.latest(what);
    }

    private static void attach(int socket, FilterProgram filter) throws CallFailed {
        Memory program = filter.forKernel();
        if (Calls.setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, program, (int) program.size()) != 0)
            throw CallFailed.latest("the filter of " + filter.length() + " instructions");
    }

    private static int error(int socket) {
        Memory error = new Memory(4);
        error.clear();
        Memory length = new Memory(4);
        length.setInt(0, 4);
        Calls.getsockopt(socket, SOL_SOCKET, SO_ERROR, error, length);
        return error.getInt(0);
    }

    /** Puts another filter in force between two packets; what is in the ring already has passed the one before. */
    public synchronized void filter(FilterProgram filter) throws CallFailed {
        if (!closed) attach(socket, filter);
    }

    /** Gives the frame shown back to the kernel and shows the next. @return false where there is none yet */
    public boolean next() {
        giveBack();
        status = (int) STATUS.getAcquire(memory, at);
        showing = (status & OURS) != 0;
        return showing;
    }

    private void giveBack() {
        if (!showing) return;
        STATUS.setRelease(memory, at, 0);
        showing = false;
        if (++slot == A_BLOCK) {
            slot = 0;
            if (++block == blocks) block = 0;
        }
        at = block * BLOCK + slot * FRAME;
    }

    /** Where the frame lies; read it by absolute positions. */
    public ByteBuffer memory() {
        return memory;
    }

    public int start() {
        return at + (memory.getShort(at + LINK_LAYER) & 0xFFFF);
    }

    /** Bytes captured. */
    public int length() {
        return memory.getInt(at + LENGTH);
    }

    public int wireLength() {
        return memory.getInt(at + WIRE_LENGTH);
    }

    /** When the kernel saw it, in nanoseconds since 1970. */
    public long nanos() {
        return memory.getInt(at + SECONDS) * 1_000_000_000L + memory.getInt(at + NANOS);
    }

    /** The VLAN tag that the kernel took out, with its protocol in the upper half as on the wire; 0 where there was none. */
    public int tag() {
        int tag = memory.getShort(at + TAG) & 0xFFFF;
        if (tag == 0 && (status & TAG_VALID) == 0) return 0;
        int protocol = memory.getShort(at + TAG_PROTOCOL) & 0xFFFF;
        boolean isTold = protocol != 0 && (status & TAG_PROTOCOL_VALID) != 0;
        return (isTold ? protocol : USUAL_TAG_PROTOCOL) << 16 | tag;
    }

    /** Whether this host sends it. */
    public boolean isOutgoing() {
        return memory.get(at + DIRECTION) == OUTGOING;
    }

    /**
     * Waits until a frame comes, somebody wakes us, or the time is over.
     *
     * @return whether the interface has failed or gone down, which is told once
     */
    public boolean await(int millis) {
        polled.setShort(6, (short) 0);
        Calls.poll(polled, new NativeLong(2), millis);
        return (polled.getShort(6) & POLL_ERROR) != 0 && error(socket) != 0;
    }

    /** Ends the wait, now or at the next call, and for good. */
    public synchronized void wake() {
        if (closed) return; // the number of the event may be another's by now
        Memory one = new Memory(8);
        one.setLong(0, 1);
        Calls.write(event, one, new NativeLong(8));
    }

    /** Packets that passed the filter since the start, those dropped included. */
    public synchronized long received() {
        ask();
        return received;
    }

    /** Packets that found the ring full. */
    public synchronized long dropped() {
        ask();
        return dropped;
    }

    private void ask() {
        if (closed) return;
        Memory told = new Memory(8); // struct tpacket_stats
        told.clear();
        Memory length = new Memory(4);
        length.setInt(0, 8);
        if (Calls.getsockopt(socket, SOL_PACKET, PACKET_STATISTICS, told, length) != 0) return;
        received += told.getInt(0) & 0xFFFF_FFFFL;
        dropped += told.getInt(4) & 0xFFFF_FFFFL;
    }

    /** Takes the memory away: nobody may walk any more. */
    @Override
    public synchronized void close() {
        if (closed) return;
        ask();
        closed = true;
        Calls.munmap(mapped, new NativeLong(bytes));
        Calls.close(socket);
        Calls.close(event);
    }
}
