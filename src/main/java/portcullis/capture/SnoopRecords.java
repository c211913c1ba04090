package portcullis.capture;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalInt;

/** The format of Solaris snoop, version 2 (RFC 1761); always big-endian. */
final class SnoopRecords implements Records {
    static final long MAGIC = 0x736E_6F6F_7000_0000L;

    private static final int FILE_HEADER = 16;
    private static final int RECORD_HEADER = 24;

    private final Intake intake;
    private final int linkType;
    private long count;
    private int padding;

    private SnoopRecords(Intake intake, int linkType) {
        this.intake = intake;
        this.linkType = linkType;
    }

    static SnoopRecords open(Intake intake) throws CaptureFailed {
        if (!intake.has(FILE_HEADER)) throw intake.stopsWithinHeader("the file", FILE_HEADER);
        int datalink = intake.buffer().getInt(intake.at() + 12);
        OptionalInt linkType = linkType(datalink);
        if (linkType.isEmpty()) {
            throw CaptureFailed.unavailable(
                    intake.name() + ": snoop's datalink type " + datalink + " is not read; Ethernet (4) is");
        }
        intake.pass(FILE_HEADER);
        return new SnoopRecords(intake, linkType.getAsInt());
    }

    /** The LINKTYPE number for a datalink code of RFC 1761, section "Datalink Type", or of Solaris since. */
    private static OptionalInt linkType(int datalink) {
        return switch (datalink) {
            case 0, 4 -> OptionalInt.of(1); // IEEE 802.3 and Ethernet
            case 2 -> OptionalInt.of(6); // IEEE 802.5
            case 8 -> OptionalInt.of(10); // FDDI
            case 16 -> OptionalInt.of(122); // IP over Fibre Channel
            case 18 -> OptionalInt.of(123); // SunATM
            default -> OptionalInt.empty();
        };
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        boolean whole = intake.skip(padding);
        padding = 0;
        if (!whole || !intake.has(RECORD_HEADER)) return end();
        int captured = number(4);
        int record = number(8);
        if (captured < 0 || captured > Intake.RECORD_BOUND || record < RECORD_HEADER + captured) throw damaged(record);
        if (!intake.has(RECORD_HEADER + captured)) {
            throw intake.stopsWithin(part(), captured, intake.left() - RECORD_HEADER);
        }
        long nanos = (number(16) & 0xFFFF_FFFFL) * 1_000_000_000L + (number(20) & 0xFFFF_FFFFL) * 1000;
        int start = intake.at() + RECORD_HEADER;
        frame.set(intake.buffer(), start, captured, Records.wireLength(number(0)), linkType, 0, nanos);
        padding = record - RECORD_HEADER - captured;
        intake.pass(RECORD_HEADER + captured);
        count++;
        return true;
    }

    private boolean end() throws CaptureFailed {
        if (intake.left() > 0) throw intake.stopsWithinHeader(part(), RECORD_HEADER);
        intake.checkEnd();
        return false;
    }

    private CaptureFailed damaged(int record) {
        return intake.damaged(
                "damaged at %s, byte %,d: %,d bytes captured in a record of %,d",
                part(), intake.offset(), Integer.toUnsignedLong(number(4)), Integer.toUnsignedLong(record));
    }

    private String part() {
        return String.format(Locale.ROOT, "packet %,d", count + 1);
    }

    private int number(int from) {
        ByteBuffer buffer = intake.buffer();
        return buffer.getInt(intake.at() + from);
    }

    @Override
    public long count() {
        return count;
    }
}
