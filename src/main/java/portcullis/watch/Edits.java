package portcullis.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Notices that somebody has changed files, once they have been left alone from one look to the next: an editor writes in several steps,
 * and a package manager one file after the other. Asked by one thread at a time.
 */
final class Edits {
    private final Supplier<List<Path>> roots;
    private List<Path> watched;
    private Map<Path, String> known;
    private Map<Path, String> seen;

    /** @param roots files, and folders with all below them; what is not there yet may come */
    Edits(Supplier<List<Path>> roots) {
        this.roots = roots;
        this.watched = List.copyOf(roots.get());
        this.known = stamps();
        this.seen = known;
    }

    /** Whether they have changed since {@link #taken}, and are as they were at the last look. */
    synchronized boolean haveSettled() {
        Map<Path, String> now = stamps();
        adopt(now);
        boolean settled = !now.equals(known) && now.equals(seen);
        seen = now;
        if (settled) known = now;
        return settled;
    }

    /** They are about to be read as they are now. */
    synchronized void taken() {
        known = stamps();
        seen = known;
    }

    /** What settings name since they were read last was read with them. */
    private void adopt(Map<Path, String> now) {
        List<Path> roots = List.copyOf(this.roots.get());
        if (roots.equals(watched)) return;
        known = new TreeMap<>(known);
        known.keySet().removeIf(file -> roots.stream().noneMatch(file::startsWith));
        now.forEach((file, stamp) -> {
            if (watched.stream().noneMatch(file::startsWith)) known.put(file, stamp);
        });
        watched = roots;
    }

    private Map<Path, String> stamps() {
        Map<Path, String> stamps = new TreeMap<>();
        for (Path root : roots.get()) {
            try (Stream<Path> files = Files.walk(root)) {
                files.forEach(file -> stamps.put(file, stamp(file)));
            } catch (IOException | java.io.UncheckedIOException gone) {
                stamps.put(root, "not there");
            }
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.isDirectory() ? "" : now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException gone) {
            return "gone";
        }
    }
}
