package portcullis.heir.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the files stand that a configuration names. Beside it first; then where it says, as long as it stands where PortSentry's
 * installations put it and is not a copy somewhere: a copy must never be mixed with what this host happens to have. Any other folder that
 * ends in etc/portsentry is taken for a host whose root stands before that.
 */
final class Whereabouts {
    private static final String CONF = "portsentry.conf";
    private static final String PROGRAM = "portsentry";
    private static final Path USUAL = Path.of("etc/portsentry");
    /** Debian, the sources of 2.x, those of 1.x. */
    private static final Set<Path> OF_THIS_HOST = Set.of(
            Path.of("/etc/portsentry"),
            Path.of("/usr/local/etc"),
            Path.of("/usr/local/etc/portsentry"),
            Path.of("/usr/local/psionic/portsentry"));

    private static final long LARGEST = 64 << 20;

    private final Path folder;
    private final Path conf;
    private final Optional<Path> root;

    private Whereabouts(Path folder, Path conf, Optional<Path> root) {
        this.folder = folder;
        this.conf = conf;
        this.root = root;
    }

    static Whereabouts of(Path place) {
        Path whole = place.toAbsolutePath().normalize();
        boolean isFile = Files.isRegularFile(whole);
        Path folder = isFile ? whole.getParent() : whole;
        return new Whereabouts(folder, isFile ? whole : whole.resolve(CONF), root(folder));
    }

    private static Optional<Path> root(Path folder) {
        if (OF_THIS_HOST.contains(folder)) return Optional.of(Path.of("/"));
        return folder.endsWith(USUAL) ? Optional.of(folder.getParent().getParent()) : Optional.empty();
    }

    Path conf() {
        return conf;
    }

    /** A file that the configuration names. */
    Optional<Path> named(String path) {
        Path name = Path.of(path).getFileName();
        if (name == null) return Optional.empty();
        return there(Stream.concat(
                Stream.of(folder.resolve(name)),
                root.stream()
                        .map(base -> path.startsWith("/") ? base.resolve(path.substring(1)) : folder.resolve(path))));
    }

    /** A copy of a file of the host beside the configuration, or that file, by its path below the root. */
    Optional<Path> usual(String path) {
        Path below = Path.of(path);
        Path beside = folder.resolve(below.getFileName());
        // 1.x stands in the folder of its configuration, and is called as Debian's file of modes is
        boolean isProgram = below.endsWith(PROGRAM) && Files.isExecutable(beside);
        return there(Stream.concat(
                Stream.of(beside).filter(file -> !isProgram), root.stream().map(base -> base.resolve(below))));
    }

    private static Optional<Path> there(Stream<Path> places) {
        return places.filter(Files::isRegularFile).findFirst();
    }

    static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) throw new IOException("is larger than 64 MiB");
        return Files.readAllBytes(file);
    }
}
