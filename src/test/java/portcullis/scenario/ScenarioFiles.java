package portcullis.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import portcullis.watch.Rehearsals;

/** Where the scenarios of the project lie, and the stage on which all tests play them. */
final class ScenarioFiles {
    static final Path ALL = Path.of("test-scenarios");
    static final Path BROKEN = ALL.resolve("broken-on-purpose");

    private ScenarioFiles() {}

    /** The scenarios that must pass. */
    static List<Path> sound() throws IOException {
        return under(ALL).stream().filter(file -> !file.startsWith(BROKEN)).toList();
    }

    /** The scenarios that must fail. */
    static List<Path> broken() throws IOException {
        return under(BROKEN);
    }

    private static List<Path> under(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        }
    }

    /** Compiled rules are kept from one run of the tests to the next. */
    static Rehearsals rehearsals() {
        return new Rehearsals(Path.of("rules"), Path.of("policies"), Optional.of(Path.of("target", "cache")));
    }
}
