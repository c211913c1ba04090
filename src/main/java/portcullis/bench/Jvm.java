package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java that the launcher is to start the program with.
 *
 * @param label what it adds to the name of a figure
 * @param home its folder
 * @param environment what tells the launcher
 */
record Jvm(String label, Path home, Map<String, String> environment) {
    /** The folder of the Java that runs this. */
    static final Path OURS = Path.of(System.getProperty("java.home"));

    private static final int OLDEST = 17;
    private static final String VERSION = "JAVA_VERSION=";

    /** Those that were asked for; else the one that runs this, as the launcher would find it again. */
    static List<Jvm> of(List<Path> homes) throws BenchFailed {
        if (homes.isEmpty()) return List.of(new Jvm("", OURS, Map.of()));
        List<Jvm> all = new ArrayList<>();
        for (Path home : homes) all.add(at(home.toAbsolutePath()));
        return all;
    }

    /** The launcher would pass over a Java that is none or too old, and what was measured would bear the wrong name. */
    private static Jvm at(Path home) throws BenchFailed {
        if (!Files.isExecutable(home.resolve("bin/java"))) throw new BenchFailed("no Java stands in " + home);
        String version = version(home);
        if (Runtime.Version.parse(version).feature() < OLDEST)
            throw new BenchFailed("Java " + version + " in " + home + " is older than " + OLDEST);
        return new Jvm(", Java " + version, home, Map.of("JAVA_HOME", home.toString()));
    }

    private static String version(Path home) throws BenchFailed {
        Path release = home.resolve("release");
        try {
            return Files.readAllLines(release).stream()
                    .filter(line -> line.startsWith(VERSION))
                    .map(line ->
                            line.substring(VERSION.length()).replace("\"", "").strip())
                    .findFirst()
                    .orElseThrow(() -> new BenchFailed(release + " names no version"));
        } catch (IOException e) {
            throw new BenchFailed("reading " + release, e);
        }
    }
}
