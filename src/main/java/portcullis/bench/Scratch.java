package portcullis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of our own that is gone afterwards: inputs, and floors once they are built. */
final class Scratch implements AutoCloseable {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch open(Path parent) throws BenchFailed {
        try {
            return new Scratch(Files.createTempDirectory(parent, "portcullis-bench"));
        } catch (IOException e) {
            throw new BenchFailed("no folder for inputs could be made in " + parent, e);
        }
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("emptying " + folder, e);
        }
    }
}
