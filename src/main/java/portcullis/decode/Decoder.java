package portcullis.decode;

import static java.util.Objects.requireNonNull;

import portcullis.capture.Frame;

/**
 * Reads the ports out of a frame, through whatever stands before them: link layers, tags, labels, options, extension headers.
 * Only the outermost IP packet is read, tunnels are not entered. Lengths are those that headers promise, so neither padding nor
 * a short capture changes them. Checksums are not verified, as captures made on a sender have them unset.
 *
 * <p>Holds the fragments of its one pipeline: not for two threads.
 */
public final class Decoder {
    /** Times beyond are damage or malice, and spans added to them would overflow. */
    private static final long YEAR_2200 = 7_258_118_400_000_000_000L;

    private final Cursor cursor = new Cursor();
    private final Fragments fragments = new Fragments();
    private final Ip4 ip4 = new Ip4(fragments);
    private final Ip6 ip6 = new Ip6(fragments);

    /** Fills {@code view} where the answer is {@link Decoded#PACKET}; of any other answer it holds nothing of use. */
    public Decoded decode(Frame frame, PacketView view) {
        requireNonNull(view, "view");
        cursor.begin(frame);
        view.nanos = Math.max(0, Math.min(frame.nanos(), YEAR_2200));
        view.interfaceNumber = frame.interfaceNumber();
        view.isFragment = false;
        Decoded link = LinkLayer.strip(frame.linkType(), cursor);
        if (link != Decoded.PACKET) return link;
        view.isToGroup = cursor.toGroup;
        return ip(view);
    }

    private Decoded ip(PacketView view) {
        if (!cursor.has(1)) return cursor.why(1);
        if (cursor.version == EtherType.ARP) return Requests.ofArp(cursor, view);
        int version = cursor.u8(0) >>> 4;
        if (cursor.version != 0 && cursor.version != version) return Decoded.BAD_HEADER;
        if (version == 4) return ip4.decode(cursor, view);
        return version == 6 ? ip6.decode(cursor, view) : Decoded.NOT_IP;
    }
}
