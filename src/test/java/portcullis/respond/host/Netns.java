package portcullis.respond.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;
import portcullis.Namespaces;

/** A network namespace of a test's own, so that no test ever touches the firewall of the machine. */
final class Netns implements AutoCloseable {
    private static final String MARK = "portcullis-test-";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Commands HERE = Commands.ofThisHost();

    private final String name;

    private Netns(String name) {
        this.name = name;
    }

    /** Skips the test, loudly, where namespaces cannot be made or a tool is missing. */
    static Netns open(String... tools) {
        Namespaces.assumeUsable(tools);
        String name = MARK + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        try {
            sweep();
            HERE.run(List.of("ip", "netns", "add", name), "");
            Netns opened = new Netns(name);
            opened.show("ip", "link", "set", "lo", "up");
            return opened;
        } catch (HostFailed refused) {
            throw new TestAbortedException("SKIPPED: no network namespace can be made: " + refused.getMessage());
        }
    }

    /** What a test that was killed has left. */
    private static void sweep() throws HostFailed {
        for (String line : HERE.run(List.of("ip", "netns", "list"), "").split("\n"))
            if (line.startsWith(MARK)) {
                String left = line.split(" ")[0];
                boolean alive = Files.exists(Path.of("/proc", left.split("-")[2]));
                if (!alive) HERE.run(List.of("ip", "netns", "del", left), "");
            }
    }

    Commands commands() {
        return commands(Duration.ofSeconds(30));
    }

    Commands commands(Duration limit) {
        return new Commands(prefix(), limit);
    }

    List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    /** What a command prints inside; fails the test where the command fails. */
    String show(String... argv) {
        try {
            return commands().run(List.of(argv), "");
        } catch (HostFailed failed) {
            throw new AssertionError(String.join(" ", argv) + ": " + failed.getMessage(), failed);
        }
    }

    /** Whether a command succeeds inside. */
    boolean holds(String... argv) {
        try {
            commands().run(List.of(argv), "");
            return true;
        } catch (HostFailed failed) {
            return false;
        }
    }

    /** Runs a main of the test class path inside, where its threads all live in this namespace. */
    String java(Class<?> main, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        argv.addAll(List.of(arguments));
        try {
            return commands(Duration.ofSeconds(120)).run(argv, "");
        } catch (HostFailed failed) {
            throw new AssertionError(main + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() throws HostFailed {
        HERE.run(List.of("ip", "netns", "del", name), "");
    }
}
