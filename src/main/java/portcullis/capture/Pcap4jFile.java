package portcullis.capture;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/**
 * A capture file read by libpcap through pcap4j: the witness against which {@link CaptureFile} is checked. Far slower, and it
 * reads what libpcap reads: no gzip, no pcapng whose interfaces differ in link type. It knows no interface numbers: all are 0.
 */
public final class Pcap4jFile implements Frames {
    private final Path path;
    private final PcapHandle handle;
    private final int linkType;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10).order(ByteOrder.BIG_ENDIAN);
    private long count;

    private Pcap4jFile(Path path, PcapHandle handle, int linkType) {
        this.path = path;
        this.handle = handle;
        this.linkType = linkType;
    }

    public static Pcap4jFile open(Path path) throws CaptureFailed {
        requireNonNull(path, "path");
        if (!Files.isReadable(path))
            throw CaptureFailed.unavailable(path + ": there is no such file, or no right to read it");
        try {
            PcapHandle handle = Pcaps.openOffline(path.toString(), TimestampPrecision.NANO);
            return new Pcap4jFile(path, handle, linkType(handle.getDlt().value()));
        } catch (PcapNativeException e) {
            throw CaptureFailed.damaged(path + ": libpcap cannot read it: " + e.getMessage());
        } catch (LinkageError e) { // at the first call its class fails to load, at the next it is not found
            throw CaptureFailed.unavailable("libpcap is missing: apt-get install libpcap0.8", e);
        }
    }

    /** libpcap names link types by the system's DLT_ numbers, which differ from those in files for a few. */
    private static int linkType(int dlt) {
        return switch (dlt) {
            case 11 -> 100; // ATM after RFC 1483
            case 12, 14 -> 101; // raw IP
            case 15 -> 102; // SLIP of BSD/OS
            case 16 -> 103; // PPP of BSD/OS
            case 18 -> 121; // pfsync
            default -> dlt;
        };
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        try {
            byte[] bytes = handle.getNextRawPacketEx(); // the other method answers null at a damage as at a clean end
            show(bytes, frame);
            count++;
            return true;
        } catch (EOFException e) {
            return false;
        } catch (PcapNativeException | TimeoutException e) {
            throw CaptureFailed.damaged(path + ": libpcap stops after packet " + count + ": " + e.getMessage());
        } catch (IllegalArgumentException e) { // of java.sql.Timestamp, for a fraction beyond the second
            throw CaptureFailed.damaged(path + ": packet " + (count + 1) + " has a time that pcap4j cannot hold");
        } catch (NotOpenException e) {
            throw new IllegalStateException(path + " is closed", e);
        }
    }

    private void show(byte[] bytes, Frame frame) {
        if (bytes.length > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.BIG_ENDIAN);
        }
        buffer.put(0, bytes);
        Timestamp time = handle.getTimestamp();
        long nanos = Math.floorDiv(time.getTime(), 1000L) * 1_000_000_000L + time.getNanos();
        int wireLength = Records.wireLength(handle.getOriginalLength());
        frame.set(buffer, 0, bytes.length, wireLength, linkType, 0, nanos);
    }

    @Override
    public void close() {
        handle.close();
    }
}
