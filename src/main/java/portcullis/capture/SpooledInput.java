package portcullis.capture;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * Standard input, kept in a temporary file so that it can be read more than once. Only its owner may read the file, it never
 * exceeds the bound, and closing deletes it.
 */
public final class SpooledInput implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    private final Path path;

    private SpooledInput(Path path) {
        this.path = path;
    }

    /** Reads {@code stream} to its end. */
    public static SpooledInput copy(InputStream stream, long most) throws CaptureFailed {
        requireNonNull(stream, "stream");
        SpooledInput spooled = new SpooledInput(create());
        try {
            spooled.fill(stream, most);
            return spooled;
        } catch (CaptureFailed | RuntimeException e) {
            spooled.close();
            throw e;
        }
    }

    private static Path create() throws CaptureFailed {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path path = Files.createTempFile("portcullis-", ".capture", ownerOnly);
            path.toFile().deleteOnExit(); // an interrupt ends the program without closing anything
            return path;
        } catch (IOException | UnsupportedOperationException e) {
            String message = "standard input cannot be kept for a second reading: " + e.getMessage();
            throw CaptureFailed.unavailable(message + "; name a file instead", e);
        }
    }

    private void fill(InputStream stream, long most) throws CaptureFailed {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int got = stream.read(chunk); got >= 0; got = stream.read(chunk)) {
                total += got;
                if (total > most) throw tooMuch(most);
                out.write(chunk, 0, got);
            }
        } catch (IOException e) {
            String message = "standard input cannot be kept in " + path + ": " + e.getMessage();
            throw CaptureFailed.unavailable(message, e);
        }
    }

    private static CaptureFailed tooMuch(long most) {
        return CaptureFailed.unavailable(String.format(
                Locale.ROOT,
                "standard input is longer than the %,d bytes that are kept for a second reading; write it to a file and name that",
                most));
    }

    /** Where it is kept; gone after {@link #close}. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot delete " + path, e);
        }
    }
}
