package portcullis.respond.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs and waits for them: found on a path of our own, no shell, an empty environment but for PATH and LC_ALL (a
 * shell without a PATH makes one up, which may hold the current folder; words in one language can be understood), root
 * as the current folder, output kept up to a bound, a time limit, and at its end the whole process group killed.
 * A command is over when its program ends; what it leaves running in the background is its own affair.
 */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int LONGEST_OUTPUT = 4096;
    private static final int PIPE = 65_536; // what the kernel takes from us although nobody reads

    private final Programs programs = Programs.ofThisHost();
    private final List<String> prefix;
    private final Duration limit;

    /** @param prefix words before each command, such as {@code ip netns exec NAME}; usually none */
    public Commands(List<String> prefix, Duration limit) {
        this.prefix = List.copyOf(prefix);
        this.limit = limit;
    }

    /** With ten seconds a command. */
    public static Commands ofThisHost() {
        return new Commands(List.of(), Duration.ofSeconds(10));
    }

    /** Whether a program of this name can be found. */
    public boolean has(String program) {
        return programs.has(program);
    }

    /** @return the first few thousand bytes of what it printed */
    public String run(List<String> argv, String input) throws HostFailed {
        return run(argv, input, LONGEST_OUTPUT);
    }

    String run(List<String> argv, String input, int longestOutput) throws HostFailed {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        try {
            if (bytes.length <= PIPE) return run(builder(argv), bytes, longestOutput);
            Path file = Files.createTempFile("portcullis", ".in");
            try {
                Files.write(file, bytes);
                return run(builder(argv).redirectInput(file.toFile()), new byte[0], longestOutput);
            } finally {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw HostFailed.refused(String.valueOf(broken.getMessage()));
        }
    }

    ProcessBuilder builder(List<String> argv) throws HostFailed {
        List<String> words = new ArrayList<>();
        if (programs.has("setsid")) words.add(programs.find("setsid")); // Java makes no process group
        if (!prefix.isEmpty()) words.add(programs.find(prefix.get(0)));
        words.addAll(prefix.subList(Math.min(1, prefix.size()), prefix.size()));
        words.add(programs.find(argv.get(0)));
        words.addAll(argv.subList(1, argv.size()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs.path());
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private String run(ProcessBuilder builder, byte[] input, int longestOutput) throws IOException, HostFailed {
        Process process = builder.start();
        try {
            feed(process, input);
            Captured captured = new Captured(process.getInputStream(), longestOutput);
            if (!captured.awaitEnd(process, limit))
                throw HostFailed.timedOut(said("was killed after " + limit.toMillis() + " ms", captured));
            if (process.exitValue() != 0)
                throw HostFailed.refused(said("exit status " + process.exitValue(), captured));
            return captured.text();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HostFailed.timedOut("was killed, since the watcher stops");
        } finally {
            if (process.isAlive()) kill(process);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException unread) {
            LOG.debug("a command did not read its input: {}", unread.toString());
        }
    }

    private static String said(String end, Captured captured) {
        return captured.text().isBlank() ? end : end + ": " + captured.text();
    }

    /** The group that setsid made, and whoever has left it but is still a child of a child. */
    private static void kill(Process process) throws IOException {
        List<ProcessHandle> below = process.descendants().toList();
        new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
