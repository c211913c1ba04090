package portcullis.respond.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds programs by name, on a path of our own: never on the one that we were started with. What is found once is not
 * looked for again.
 */
final class Programs {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final List<String> LOCAL_FOLDERS = List.of("/usr/local/sbin", "/usr/local/bin");

    private final Map<String, String> found =
            new ConcurrentHashMap<>(); // asked by all lanes; bounded by the words of responders
    private final List<String> folders;

    private Programs(List<String> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The system's folders, and the local ones where only root can write them. */
    static Programs ofThisHost() {
        return new Programs(
                Stream.concat(FOLDERS.stream(), LOCAL_FOLDERS.stream().filter(Programs::isRootsAlone))
                        .toList());
    }

    /** What programs get as their PATH. */
    String path() {
        return String.join(":", folders);
    }

    boolean has(String name) {
        try {
            find(name);
            return true;
        } catch (HostFailed missing) {
            return false;
        }
    }

    /** @param program a bare name or an absolute path */
    String find(String program) throws HostFailed {
        String known = found.get(program);
        if (known != null) return known;
        Path file = program.startsWith("/") ? Path.of(program) : search(program);
        if (!Files.exists(file)) throw HostFailed.refused("there is no program " + program);
        if (!Files.isRegularFile(file) || !Files.isExecutable(file))
            throw HostFailed.refused(file + " is not executable");
        found.put(program, file.toString());
        return file.toString();
    }

    private Path search(String name) throws HostFailed {
        for (String folder : folders) {
            Path file = Path.of(folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) return file;
        }
        throw HostFailed.refused("there is no program " + name + " in " + path().replace(":", ", "));
    }

    private static boolean isRootsAlone(String folder) {
        try {
            Path path = Path.of(folder);
            int owner = (int) Files.getAttribute(path, "unix:uid");
            int mode = (int) Files.getAttribute(path, "unix:mode");
            return owner == 0 && (mode & 022) == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
