package portcullis.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits until somebody saves something in a file, or at or below a folder. */
final class Saves implements AutoCloseable {
    /** An editor saves in several steps: writes aside, renames, sets the mode. */
    private static final long QUIET_MILLIS = 100;

    private final WatchService service;
    private final List<Path> places;

    private Saves(WatchService service, List<Path> places) {
        this.service = service;
        this.places = places;
    }

    /** What is saved from here on counts. */
    static Saves at(List<Path> places) throws IOException {
        Saves saves = new Saves(FileSystems.getDefault().newWatchService(), List.copyOf(places));
        saves.register();
        return saves;
    }

    /** @return false when whoever waits was interrupted */
    boolean await() throws IOException {
        try {
            while (!isOurs(service.take())) {}
            for (WatchKey key = pollQuiet(); key != null; key = pollQuiet()) isOurs(key);
            register(); // folders may have come
            return true;
        } catch (InterruptedException | ClosedWatchServiceException stopped) {
            return false;
        }
    }

    private WatchKey pollQuiet() throws InterruptedException {
        return service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean isOurs(WatchKey key) {
        boolean ours = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean overflow = !(event.context() instanceof Path);
            ours |= overflow || isOurs(((Path) key.watchable()).resolve((Path) event.context()));
        }
        key.reset();
        return ours;
    }

    private boolean isOurs(Path changed) {
        String name = changed.getFileName().toString();
        boolean isTemporary = name.startsWith(".") || name.endsWith("~");
        return !isTemporary && places.stream().anyMatch(place -> changed.startsWith(place.toAbsolutePath()));
    }

    private void register() throws IOException {
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                register(place.toAbsolutePath().getParent());
                continue;
            }
            try (Stream<Path> below = Files.walk(place.toAbsolutePath())) {
                for (Path folder : below.filter(Files::isDirectory).toList()) register(folder);
            }
        }
    }

    private void register(Path folder) throws IOException {
        folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
