package portcullis.capture;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A capture in a file or on standard input: pcap, pcapng or snoop, also gzipped, told apart by how it begins, never by name.
 * Everything before a damage is given. A packet of more than 16 MiB is a damage. Needs no libpcap, and costs no object per packet.
 */
public final class CaptureFile implements Frames {
    private final Intake raw;
    private final Intake intake; // the same, or what is unpacked from it
    private final Records records;
    private final OptionalLong size;

    private CaptureFile(Intake raw, Intake intake, Records records, OptionalLong size) {
        this.raw = raw;
        this.intake = intake;
        this.records = records;
        this.size = size;
    }

    public static CaptureFile open(Path path) throws CaptureFailed {
        return open(path.toString(), path);
    }

    /** {@code name} is what messages call it. */
    public static CaptureFile open(String name, Path path) throws CaptureFailed {
        requireNonNull(name, "name");
        if (Files.isDirectory(path)) throw CaptureFailed.unavailable(name + ": is a folder, not a capture");
        try {
            FileChannel channel = FileChannel.open(path);
            // a pipe has a name too, and its size says nothing
            OptionalLong size = Files.isRegularFile(path) ? OptionalLong.of(channel.size()) : OptionalLong.empty();
            return open(name, channel, size);
        } catch (NoSuchFileException e) {
            throw CaptureFailed.unavailable(name + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw CaptureFailed.notPermitted(name + ": this user may not read it", e);
        } catch (IOException e) {
            throw CaptureFailed.unavailable(name + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Reads a stream as it comes; {@code name} is what messages call it. Closing closes the stream. */
    public static CaptureFile open(String name, InputStream stream) throws CaptureFailed {
        requireNonNull(name, "name");
        return open(name, Channels.newChannel(requireNonNull(stream, "stream")), OptionalLong.empty());
    }

    private static CaptureFile open(String name, ReadableByteChannel channel, OptionalLong size) throws CaptureFailed {
        Intake raw = new Intake(name, channel);
        try {
            Intake intake = Format.isGzip(raw) ? new Intake(name, new Gunzip(raw)) : raw;
            return new CaptureFile(raw, intake, Format.open(intake), size);
        } catch (CaptureFailed e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public boolean next(Frame frame) throws CaptureFailed {
        return records.next(frame);
    }

    /** Packets given so far. */
    public long packets() {
        return records.count();
    }

    /** Bytes of the file used so far, as they stand on the disk: of a gzipped one the packed bytes. */
    public long bytesRead() {
        return raw.offset();
    }

    /** Bytes of the file when it was opened; empty for a stream. */
    public OptionalLong size() {
        return size;
    }

    @Override
    public void close() {
        intake.close();
        raw.close();
    }
}
