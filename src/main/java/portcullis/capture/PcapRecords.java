package portcullis.capture;

import java.nio.ByteBuffer;

/**
 * The pcap format of either byte order (draft-ietf-opsawg-pcap), with microseconds or nanoseconds, and the one of Alexey
 * Kuznetzov's patched libpcap, whose record headers are longer. Versions and snap lengths are not held against a file: writers
 * get them wrong. A fraction of a second may exceed the second, as some writers let it; it carries over.
 */
final class PcapRecords implements Records {
    static final int MICROSECONDS = 0xA1B2C3D4;
    static final int NANOSECONDS = 0xA1B23C4D;
    static final int KUZNETZOV = 0xA1B2CD34;

    private static final int FILE_HEADER = 24;
    /** Above the number of the link type stand its reserved bits and the length of the frame check sequence. */
    private static final int LINK_TYPE = 0xFFFF;

    private final Intake intake;
    private final boolean swapped;
    private final int headerLength;
    private final int nanosPerFraction;
    private final int linkType;
    private final int lastSwappedMinor;
    private final int minor;
    private long count;

    private PcapRecords(Intake intake, int magic, boolean swapped) {
        this.intake = intake;
        this.swapped = swapped;
        headerLength = magic == KUZNETZOV ? 24 : 16;
        nanosPerFraction = magic == NANOSECONDS ? 1 : 1000;
        int version = number(4);
        int major = swapped ? version & 0xFFFF : version >>> 16;
        minor = swapped ? version >>> 16 : version & 0xFFFF;
        lastSwappedMinor = major == 543 ? Integer.MAX_VALUE : 3; // an old tcpdump of DG/UX, as libpcap knows
        linkType = number(20) & LINK_TYPE;
    }

    static boolean begins(int magic) {
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS || magic == KUZNETZOV;
    }

    static PcapRecords open(Intake intake) throws CaptureFailed {
        if (!intake.has(FILE_HEADER)) throw intake.stopsWithinHeader("the file", FILE_HEADER);
        int magic = intake.buffer().getInt(intake.at());
        boolean swapped = !isMagic(magic);
        PcapRecords records = new PcapRecords(intake, swapped ? Integer.reverseBytes(magic) : magic, swapped);
        intake.pass(FILE_HEADER);
        return records;
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        if (!intake.has(headerLength)) return end();
        int captured = number(8);
        int original = number(12);
        if (minor <= lastSwappedMinor && areSwapped(captured, original)) {
            int kept = captured;
            captured = original;
            original = kept;
        }
        if (Integer.compareUnsigned(captured, Intake.RECORD_BOUND) > 0) throw tooLong(captured);
        if (!intake.has(headerLength + captured)) {
            throw intake.stopsWithin(part(), captured, intake.left() - headerLength);
        }
        long nanos = (number(0) & 0xFFFF_FFFFL) * 1_000_000_000L + (number(4) & 0xFFFF_FFFFL) * nanosPerFraction;
        int start = intake.at() + headerLength;
        frame.set(intake.buffer(), start, captured, Records.wireLength(original), linkType, 0, nanos);
        intake.pass(headerLength + captured);
        count++;
        return true;
    }

    private boolean end() throws CaptureFailed {
        if (intake.left() > 0) throw intake.stopsWithinHeader(part(), headerLength);
        intake.checkEnd();
        return false;
    }

    /** Before version 2.3 the two lengths stood the other way round, and in 2.3 sometimes. */
    private boolean areSwapped(int captured, int original) {
        return minor != 3 || Integer.compareUnsigned(captured, original) > 0;
    }

    private CaptureFailed tooLong(int captured) {
        return intake.damaged(
                "damaged at packet %,d, byte %,d: its header says %,d bytes, and no packet is so long",
                count + 1, intake.offset(), Integer.toUnsignedLong(captured));
    }

    private String part() {
        return String.format(java.util.Locale.ROOT, "packet %,d", count + 1);
    }

    private int number(int from) {
        ByteBuffer buffer = intake.buffer();
        int value = buffer.getInt(intake.at() + from);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    @Override
    public long count() {
        return count;
    }
}
