package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs whole programs, one at a time, and says what each took. */
final class Run {
    private static final int LOOK_EVERY_MS = 10;
    private static final int TAIL = 4096;

    private final Children children = new Children();
    private final Scratch scratch;

    Run(Scratch scratch) {
        this.scratch = scratch;
    }

    Scratch scratch() {
        return scratch;
    }

    /** Runs a command to its end; what it prints goes to a file, as it would for a user who keeps it. */
    Cost of(List<String> command) throws BenchFailed {
        return of(command, Map.of());
    }

    Cost of(List<String> command, Map<String, String> environment) throws BenchFailed {
        Path out = scratch.file("out");
        Path err = scratch.file("err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        try {
            double before = children.cpu();
            long began = System.nanoTime();
            Process process = builder.start();
            double peak = 0;
            while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, Proc.of(process.pid()).peakMiB());
            }
            double wall = (System.nanoTime() - began) / 1e9;
            double cpu = children.cpu() - before;
            if (process.exitValue() != 0)
                throw new BenchFailed(
                        String.join(" ", command) + " ended with " + process.exitValue() + ": " + tail(err));
            return new Cost(cpu, wall, peak, tail(out));
        } catch (IOException e) {
            throw new BenchFailed("starting " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted");
        }
    }

    private static String tail(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - TAIL);
            var bytes = java.nio.ByteBuffer.allocate((int) (channel.size() - from));
            channel.position(from).read(bytes);
            return new String(bytes.array(), java.nio.charset.StandardCharsets.UTF_8).strip();
        }
    }
}
