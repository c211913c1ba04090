package portcullis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs on beside the bench; what it says goes to files. */
final class Child {
    private static final int PATIENCE_SECONDS = 120;
    private static int made;

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static synchronized Child start(List<String> command, Scratch scratch) throws BenchFailed {
        Path out = scratch.file("child-" + ++made + ".out");
        Path err = scratch.file("child-" + made + ".err");
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start(),
                    out,
                    err);
        } catch (IOException e) {
            throw new BenchFailed("starting " + command, e);
        }
    }

    /** Waits until a line of it begins with {@code watching}. */
    void awaitReady() throws BenchFailed {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if ((out() + "\n" + err()).lines().anyMatch(line -> line.startsWith("watching"))) return;
            if (!process.isAlive()) break;
            Pause.millis(50);
        }
        kill();
        throw new BenchFailed("a program did not get ready: " + err());
    }

    Proc proc() {
        return Proc.of(process.pid());
    }

    /** How many processes it has started that run just now. */
    long children() {
        return process.toHandle().descendants().count();
    }

    long said() {
        return out.toFile().length();
    }

    String out() throws BenchFailed {
        return text(out);
    }

    String err() throws BenchFailed {
        return text(err);
    }

    private static String text(Path file) throws BenchFailed {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchFailed("reading " + file, e);
        }
    }

    /** Asks it to end, and waits for it. */
    void end() throws BenchFailed {
        process.destroy();
        await();
    }

    /** Waits until it ends by itself. */
    void await() throws BenchFailed {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted");
        }
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
