package portcullis.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): sections of either byte order one after another, each with its interfaces.
 * Blocks that carry no packet and no interface are passed over. A simple packet has no time: it takes that of the packet before.
 */
final class PcapngBlocks implements Records {
    static final int SECTION = 0x0A0D0D0A;

    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_HEADER = 8;
    private static final int SMALLEST_BLOCK = 12;
    private static final int PACKET_HEADER = 28;
    private static final int SIMPLE_HEADER = 12;
    private static final int MOST_INTERFACES = 65_536;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;

    private final Intake intake;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private boolean swapped;
    private int interfacesBefore;
    private long nanos;
    private long count;

    PcapngBlocks(Intake intake) {
        this.intake = intake;
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        while (intake.has(BLOCK_HEADER)) {
            int type = number(0);
            if (type == SECTION) {
                beginSection();
                continue;
            }
            long length = number(4) & 0xFFFF_FFFFL;
            boolean isPacket = type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OLD_PACKET;
            if (length < SMALLEST_BLOCK || length % 4 != 0) throw damaged("a block of %,d bytes cannot be", length);
            if (!isPacket && type != INTERFACE) {
                skip(length);
                continue;
            }
            bring(length, isPacket);
            if (isPacket) readPacket(frame, type, (int) length);
            else addInterface((int) length);
            intake.pass((int) length);
            if (isPacket) return true;
        }
        if (intake.left() > 0) throw intake.stopsWithinHeader("a block", BLOCK_HEADER);
        intake.checkEnd();
        return false;
    }

    private void beginSection() throws CaptureFailed {
        if (!intake.has(SMALLEST_BLOCK)) throw intake.stopsWithinHeader("a section", SMALLEST_BLOCK);
        int order = intake.buffer().getInt(intake.at() + BLOCK_HEADER);
        if (order != BYTE_ORDER && order != Integer.reverseBytes(BYTE_ORDER)) {
            throw damaged("a section has the byte-order mark %#x", order);
        }
        swapped = order != BYTE_ORDER;
        long length = number(4) & 0xFFFF_FFFFL;
        if (length < PACKET_HEADER || length % 4 != 0) throw damaged("a section header of %,d bytes cannot be", length);
        interfacesBefore += interfaces.size();
        interfaces.clear();
        skip(length);
    }

    private void skip(long length) throws CaptureFailed {
        long from = intake.offset();
        if (!intake.skip(length)) throw intake.stopsWithin("a block", length, intake.offset() - from);
    }

    private void bring(long length, boolean isPacket) throws CaptureFailed {
        if (length > Intake.RECORD_BOUND) throw damaged("its block says %,d bytes, and no packet is so long", length);
        if (!intake.has((int) length)) {
            throw intake.stopsWithin(isPacket ? part() : "the block of an interface", length, intake.left());
        }
        int again = number((int) length - 4);
        if (again != length) {
            throw damaged("its block begins with a length of %,d and ends with %,d", length, again & 0xFFFF_FFFFL);
        }
    }

    private void readPacket(Frame frame, int type, int length) throws CaptureFailed {
        boolean simple = type == SIMPLE_PACKET;
        int header = simple ? SIMPLE_HEADER : PACKET_HEADER;
        int room = length - header - 4;
        if (room < 0) throw damaged("a packet cannot be in a block of %,d bytes", length);
        int id = simple ? 0 : type == OLD_PACKET ? shortNumber(8) : number(8);
        if (Integer.compareUnsigned(id, interfaces.size()) >= 0) {
            throw damaged("it comes from interface %,d of %,d", id & 0xFFFF_FFFFL, interfaces.size());
        }
        PcapngInterface from = interfaces.get(id);
        int original = number(simple ? 8 : 24);
        int captured = simple ? simpleLength(original, from.snapLength(), room) : number(20);
        if (captured < 0 || captured > room) {
            throw damaged("it says %,d bytes in a block that holds %,d", captured & 0xFFFF_FFFFL, room);
        }
        if (!simple) nanos = from.nanos((long) number(12) << 32 | number(16) & 0xFFFF_FFFFL);
        int start = intake.at() + header;
        int wire = Records.wireLength(original);
        frame.set(intake.buffer(), start, captured, wire, from.linkType(), interfacesBefore + id, nanos);
        count++;
    }

    /** A simple packet does not say how much of it was captured: what the interface allows, and no more than there is room. */
    private static int simpleLength(int original, int snapLength, int room) {
        int allowed = snapLength <= 0 ? room : Math.min(room, snapLength);
        return original < 0 ? allowed : Math.min(allowed, original);
    }

    private void addInterface(int length) throws CaptureFailed {
        if (length < 20) throw damaged("an interface cannot be in a block of %,d bytes", length);
        if (interfaces.size() == MOST_INTERFACES) throw damaged("it has more than %,d interfaces", MOST_INTERFACES);
        int resolution = PcapngInterface.MICROSECONDS;
        long offset = 0;
        int end = length - 4;
        for (int option = 16; option + 4 <= end; ) {
            int code = shortNumber(option);
            int size = shortNumber(option + 2);
            int value = option + 4;
            if (code == 0 || value + size > end) break;
            if (code == RESOLUTION && size == 1) resolution = intake.buffer().get(intake.at() + value) & 0xFF;
            if (code == OFFSET && size == 8) offset = longNumber(value);
            option = value + (size + 3 & ~3);
        }
        interfaces.add(new PcapngInterface(shortNumber(8), number(12), resolution, offset));
    }

    private CaptureFailed damaged(String format, Object... values) {
        String where = String.format(Locale.ROOT, "damaged at %s, byte %,d: ", part(), intake.offset());
        return intake.damaged("%s", where + String.format(Locale.ROOT, format, values));
    }

    private String part() {
        return String.format(Locale.ROOT, "packet %,d", count + 1);
    }

    private int number(int from) {
        int value = intake.buffer().getInt(intake.at() + from);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    private int shortNumber(int from) {
        short value = intake.buffer().getShort(intake.at() + from);
        return (swapped ? Short.reverseBytes(value) : value) & 0xFFFF;
    }

    private long longNumber(int from) {
        long value = intake.buffer().getLong(intake.at() + from);
        return swapped ? Long.reverseBytes(value) : value;
    }

    @Override
    public long count() {
        return count;
    }
}
