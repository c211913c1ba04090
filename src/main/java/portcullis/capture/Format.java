package portcullis.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Tells a file by how it begins, and names what is no capture so that its owner knows what to do about it. */
final class Format {
    private static final int LOOKED_AT = 64;

    private Format() {}

    static boolean isGzip(Intake intake) {
        return intake.has(2) && (intake.buffer().getShort(intake.at()) & 0xFFFF) == 0x1F8B;
    }

    static Records open(Intake intake) throws CaptureFailed {
        if (!intake.has(1)) {
            intake.checkEnd();
            throw intake.damaged("is empty: a capture has at least a header");
        }
        int magic = intake.has(4) ? intake.buffer().getInt(intake.at()) : 0;
        if (PcapRecords.begins(magic)) return PcapRecords.open(intake);
        if (magic == PcapngBlocks.SECTION) return new PcapngBlocks(intake);
        boolean isSnoop = intake.has(8) && intake.buffer().getLong(intake.at()) == SnoopRecords.MAGIC;
        if (isSnoop) return SnoopRecords.open(intake);
        intake.has(LOOKED_AT);
        byte[] head = new byte[Math.min(LOOKED_AT, intake.left())];
        intake.buffer().get(intake.at(), head);
        intake.checkEnd();
        throw intake.damaged("not a capture: begins with %s", describe(head));
    }

    private static String describe(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.wrap(head);
        int magic = head.length < 4 ? 0 : bytes.getInt(0);
        String decompress = "; decompress it first";
        if (magic == 0x28B52FFD) return "the mark of zstd" + decompress;
        if (text.startsWith("\u00FD7zXZ")) return "the mark of xz" + decompress;
        if (text.startsWith("BZh")) return "the mark of bzip2" + decompress;
        if (magic == 0x04224D18) return "the mark of lz4" + decompress;
        if (magic == 0x504B0304) return "the mark of a zip archive; unpack it first";
        if (magic == 0x377ABCAF) return "the mark of a 7z archive; unpack it first";
        if (text.startsWith("\u001F\u008B")) return "gzip within gzip" + decompress;
        String convert = "; convert it with editcap -F pcap";
        if (text.startsWith("btsnoop\0")) return "the mark of btsnoop (Bluetooth)";
        if (text.startsWith("GMBU") || text.startsWith("RTSS")) return "the mark of Network Monitor" + convert;
        if (text.startsWith("TRSNIFF data")) return "the mark of a Sniffer capture" + convert;
        if (text.startsWith("XCP\0")) return "the mark of NetXRay" + convert;
        if (magic == 0x1C0001AC || magic == 0x1C0001AB) return "the mark of IXIA" + convert;
        if (text.startsWith("\u007FELF")) return "a program (ELF)";
        return describeUnmarked(head, text) + "; pcap, pcapng and snoop are read, with or without gzip";
    }

    private static String describeUnmarked(byte[] head, String text) {
        String start = text.stripLeading();
        if (start.startsWith("<")) return "\"<\": that is HTML or XML, not what was to be downloaded";
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\t' || c == '\n' || c == '\r'))
            return "plain text";
        if (isErf(head)) return "what may be an ERF record (Endace); convert it with editcap -F pcap";
        StringBuilder hex = new StringBuilder("the bytes");
        for (int i = 0; i < Math.min(8, head.length); i++) hex.append(String.format(" %02x", head[i]));
        return hex.toString();
    }

    /** ERF has no mark: a time, a type that is assigned, flags, and a record length that is at least its header's. */
    private static boolean isErf(byte[] head) {
        if (head.length < 16) return false;
        ByteBuffer bytes = ByteBuffer.wrap(head);
        int type = head[8] & 0x7F;
        int record = bytes.getShort(10) & 0xFFFF;
        int wire = bytes.getShort(14) & 0xFFFF;
        boolean recent = head[7] >= 0x20; // seconds since 1970 in the upper half of a little-endian number
        return recent && type >= 1 && type <= 27 && record >= 16 && wire <= record + 2048 && record <= 16384;
    }
}
