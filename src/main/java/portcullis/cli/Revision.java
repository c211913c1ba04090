package portcullis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.respond.host.Commands;
import portcullis.respond.host.HostFailed;

/** The rules of another revision of the repository in which a folder of rules lies, in a temporary folder that goes with it. */
final class Revision implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/~^@{}+-]*");
    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 2_000;

    private final Path folder;

    private Revision(Path folder) {
        this.folder = folder;
    }

    Path rules() {
        return folder;
    }

    /** @throws Refused where there is no such revision, or it has no rules there */
    static Revision of(String name, Path rules) throws Refused {
        if (!NAME.matcher(name).matches()) throw refused(name, "neither a folder nor the name of a git revision", "");
        try {
            Revision revision = new Revision(Files.createTempDirectory("portcullis-rules"));
            try {
                revision.fill(name, rules);
                return revision;
            } catch (HostFailed | IOException | Refused failed) {
                revision.close();
                throw failed;
            }
        } catch (HostFailed failed) {
            throw refused(
                    name,
                    "no folder, and git gives no rules of such a revision: "
                            + failed.getMessage().strip(),
                    "name a folder, or a revision of the repository of " + rules);
        } catch (IOException e) {
            throw refused(name, "the rules of this revision cannot be unpacked: " + e.getMessage(), "");
        }
    }

    private static Refused refused(String name, String found, String hint) {
        return new Refused(List.of(new Problem("--against " + name, 0, 0, found, hint)));
    }

    private void fill(String name, Path rules) throws HostFailed, IOException, Refused {
        Path archive = Files.createTempFile("portcullis-rules", ".zip");
        try {
            Commands.ofThisHost()
                    .run(
                            List.of(
                                    "git",
                                    "-C",
                                    rules.toAbsolutePath().toString(),
                                    "archive",
                                    "--format=zip",
                                    "--output=" + archive,
                                    name),
                            "");
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                if (unpack(zip) == 0) throw refused(name, "this revision has no rules in " + rules, "");
            }
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** Rules only, and none outside of the folder, whatever an archive says. */
    private int unpack(ZipFile zip) throws IOException {
        int files = 0;
        for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
            ZipEntry entry = each.nextElement();
            Path file = folder.resolve(entry.getName()).normalize();
            if (entry.isDirectory() || !entry.getName().endsWith(".drl") || !file.startsWith(folder)) continue;
            if (++files > MOST_FILES || entry.getSize() > LARGEST_FILE) throw new IOException("it is too large");
            Files.createDirectories(file.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.write(file, in.readNBytes((int) LARGEST_FILE));
            }
        }
        return files;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException left) { // a few files in the system's temporary folder, which it clears itself
            folder.toFile().deleteOnExit();
        }
    }
}
