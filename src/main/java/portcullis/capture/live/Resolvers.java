package portcullis.capture.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;

/** The name servers in resolv.conf, and those that systemd-resolved asks where it stands between. */
final class Resolvers {
    static final Path SYSTEMD = Path.of("/run/systemd/resolve/resolv.conf");

    private final List<Path> files;
    private List<Long> stamps = List.of();
    private List<Address> resolvers = List.of();

    Resolvers(Path... files) {
        this.files = List.of(files);
    }

    /** What cannot be read is nothing. Files that look as they did are not read again. */
    List<Address> read() {
        List<Long> now = stamps();
        if (!now.equals(stamps)) resolvers = readAll();
        stamps = now;
        return resolvers;
    }

    /** Time of the last change, and length, of each file. */
    private List<Long> stamps() {
        List<Long> stamps = new ArrayList<>();
        for (Path file : files) {
            stamps.add(file.toFile().lastModified());
            stamps.add(file.toFile().length());
        }
        return stamps;
    }

    private List<Address> readAll() {
        Set<Address> found = new LinkedHashSet<>();
        for (Path file : files) for (String line : lines(file)) resolver(line).ifPresent(found::add);
        return List.copyOf(found);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1); // comments may be in any code
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Address> resolver(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2 || !words[0].equals("nameserver")) return Optional.empty();
        return Address.parse(words[1].replaceAll("%.*", ""));
    }
}
