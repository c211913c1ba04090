package portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portcullis.heir.estate.Inheritance;

/**
 * Writes what was taken over into one folder. Where responders of the administrator's own are among it, those that we ship and that the
 * settings name come to lie beside them, since a watcher has one folder of responders.
 */
final class Deposit {
    private static final String BEFORE = ".before-import";

    private final Path to;
    private final Inheritance inheritance;

    Deposit(Path to, Inheritance inheritance) {
        this.to = to;
        this.inheritance = inheritance;
    }

    /** What would be written over. */
    List<Path> there() {
        return inheritance.files().keySet().stream()
                .map(to::resolve)
                .filter(Files::exists)
                .toList();
    }

    Optional<Path> policies() {
        return inheritance.hasScripts() ? Optional.of(to.resolve("policies")) : Optional.empty();
    }

    Optional<Path> bans() {
        return inheritance.files().containsKey(Inheritance.BANS)
                ? Optional.of(to.resolve(Inheritance.BANS))
                : Optional.empty();
    }

    List<Path> write() throws IOException {
        List<Path> written = new ArrayList<>();
        Files.createDirectories(to);
        for (var file : inheritance.files().entrySet()) {
            Path path = to.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            if (Files.exists(path)) Files.move(path, aside(path));
            Files.writeString(path, file.getValue());
            written.add(path);
        }
        if (inheritance.hasScripts()) written.addAll(shipped());
        return written;
    }

    /** What was there before the first import is worth most, so no later one takes its place. */
    private static Path aside(Path path) {
        Path aside = path.resolveSibling(path.getFileName() + BEFORE);
        for (int i = 2; Files.exists(aside); i++) aside = path.resolveSibling(path.getFileName() + BEFORE + "." + i);
        return aside;
    }

    private List<Path> shipped() throws IOException {
        List<Path> written = new ArrayList<>();
        for (String name : inheritance.responders()) {
            Path from = Rules.home().resolve("policies").resolve(name + ".groovy");
            Path path = to.resolve(Inheritance.POLICIES).resolve(name + ".groovy");
            if (!Files.exists(from) || Files.exists(path)) continue;
            Files.copy(from, path);
            written.add(path);
        }
        return written;
    }
}
