package portcullis.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds scenarios in folders. */
public final class Scenarios {
    private static final String ENDING = ".scenario";
    private static final String BROKEN = "broken-on-purpose";

    private Scenarios() {}

    /** The scenario, or every one at or below the folder; those that must fail only where they are named. */
    public static List<Path> at(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(file -> file.toString().endsWith(ENDING))
                        .filter(file -> path.toString().contains(BROKEN)
                                || !file.toString().contains(BROKEN))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
