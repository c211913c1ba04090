package portcullis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A watcher that observes the loopback of an empty network namespace, where nothing ever happens. */
final class IdleWatcher {
    private static final String ALONE = "ip link set lo up && exec \"$@\"";
    private static final int LOOK_FOR_SECONDS = 30;
    private static final int SETTLE_SECONDS = 5;

    private final Jvm jvm;
    private final Load load;
    private final Scratch scratch;

    private IdleWatcher(Load load, Scratch scratch, Jvm jvm) {
        this.jvm = jvm;
        this.load = load;
        this.scratch = scratch;
    }

    /** Empty where this user may not make a namespace or listen in it. */
    static Optional<IdleWatcher> where(Load load, Scratch scratch, Jvm jvm) {
        try {
            new Run(scratch).of(List.of("unshare", "--net", "sh", "-c", ALONE, "sh", "true"));
            return Optional.of(new IdleWatcher(load, scratch, jvm));
        } catch (BenchFailed notPermitted) {
            return Optional.empty();
        }
    }

    Cost untilItListens() throws BenchFailed {
        long began = System.nanoTime();
        Process process = start();
        try {
            awaitListening(process);
            double wall = (System.nanoTime() - began) / 1e9;
            Proc proc = Proc.of(process.pid());
            return new Cost(proc.cpu(), wall, proc.peakMiB(), "");
        } finally {
            end(process);
        }
    }

    /** Adds what it takes while nothing happens. */
    void idle(Sheet sheet) throws BenchFailed {
        int seconds = load.size(LOOK_FOR_SECONDS, 1);
        load.told().accept("watching nothing for " + seconds + " seconds");
        Process process = start();
        try {
            awaitListening(process);
            Proc proc = Proc.of(process.pid());
            sleep(load.size(SETTLE_SECONDS, 0));
            double before = proc.ran();
            sleep(seconds);
            String nothing = "nothing happens";
            sheet.add(Figure.alone("watcher, memory" + jvm.label(), "MiB", proc.residentMiB(), nothing, 1));
            sheet.add(Figure.alone(
                    "watcher, of one core" + jvm.label(), "%", (proc.ran() - before) / seconds * 100, nothing, 1));
        } finally {
            end(process);
        }
    }

    private Process start() throws BenchFailed {
        Path journal = scratch.file("journal.db");
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", ALONE, "sh"));
        command.addAll(
                List.of(load.launcher().toString(), "watch", "--interface", "lo", "--journal", journal.toString()));
        command.addAll(List.of("--control", scratch.file("control").toString()));
        try {
            Files.deleteIfExists(journal);
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(jvm.environment());
            return builder.start();
        } catch (IOException e) {
            throw new BenchFailed("starting a watcher", e);
        }
    }

    private static void awaitListening(Process process) throws BenchFailed {
        StringBuilder said = new StringBuilder();
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("watching ")) return;
                said.append(line).append("; ");
            }
        } catch (IOException e) {
            throw new BenchFailed("reading what a watcher says", e);
        }
        throw new BenchFailed("a watcher ended before it listened: " + said);
    }

    private static void end(Process process) throws BenchFailed {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted");
        }
    }

    private static void sleep(int seconds) throws BenchFailed {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted");
        }
    }
}
