package portcullis.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.slf4j.LoggerFactory;

/**
 * For the one run of which the launcher keeps what was loaded: all of the program but its measurements, and two libraries that a watcher
 * begins with, so that every verb starts from what one replay has left.
 */
final class Archive {
    private static final List<String> WHOLE = List.of("portcullis.Main", "org.sqlite.JDBC", "com.sun.jna.Native");
    private static final String BENCH = "portcullis.bench.";
    private static final String CODE = ".class";

    private Archive() {}

    static void load() {
        WHOLE.forEach(Archive::loadAllBeside);
    }

    private static void loadAllBeside(String name) {
        try {
            Class<?> one = Class.forName(name, false, Archive.class.getClassLoader());
            URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (JarFile jar = new JarFile(Path.of(place).toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(entry -> entry.endsWith(CODE) && !entry.startsWith("META-INF"))
                        .map(entry -> entry.substring(0, entry.length() - CODE.length())
                                .replace('/', '.'))
                        .filter(each -> !each.startsWith(BENCH))
                        .forEach(Archive::load);
            }
        } catch (ClassNotFoundException | URISyntaxException | IOException e) {
            LoggerFactory.getLogger(Archive.class).debug("{} is not archived", name, e);
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Archive.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LoggerFactory.getLogger(Archive.class).debug("{} is not archived", name, e);
        }
    }
}
