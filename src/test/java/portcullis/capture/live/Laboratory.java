package portcullis.capture.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import portcullis.Namespaces;

/**
 * Two network namespaces with a cable between them, {@code v0} of the victim and {@code v1} of the scanner, which are removed on
 * closing, and also where the test is killed in the ordinary ways. Nothing is ever sent outside.
 */
final class Laboratory implements AutoCloseable {
    static final String VICTIM = "192.0.2.1";
    static final String VICTIM_6 = "2001:db8::1";
    static final long PATIENCE = 30_000;

    private final String victim = "pc" + ProcessHandle.current().pid() + "v";
    private final String scanner = "pc" + ProcessHandle.current().pid() + "s";
    private final List<Child> children = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove);

    static void assumePossible() {
        Namespaces.assumeUsable("nmap", "hping3", "setpriv");
    }

    static Laboratory open() {
        Laboratory laboratory = new Laboratory();
        Runtime.getRuntime().addShutdownHook(laboratory.atExit);
        laboratory.build();
        return laboratory;
    }

    private void build() {
        run("ip", "netns", "add", victim);
        run("ip", "netns", "add", scanner);
        plug();
    }

    /** Lays the cable, also anew after {@link #unplug}. */
    void plug() {
        run("ip", "link", "add", "v0", "netns", victim, "type", "veth", "peer", "name", "v1", "netns", scanner);
        for (String[] end : new String[][] {{victim, "v0", "1"}, {scanner, "v1", "9"}}) {
            run("ip", "-n", end[0], "link", "set", "lo", "up");
            run("ip", "-n", end[0], "address", "add", "192.0.2." + end[2] + "/24", "dev", end[1]);
            run("ip", "-n", end[0], "address", "add", "2001:db8::" + end[2] + "/64", "dev", end[1], "nodad");
            run("ip", "-n", end[0], "link", "set", end[1], "up");
        }
    }

    void unplug() {
        run("ip", "-n", victim, "link", "del", "v0");
    }

    void link(String upOrDown) {
        run("ip", "-n", victim, "link", "set", "v0", upOrDown);
        // going down takes the IPv6 addresses away
        if (upOrDown.equals("up"))
            run("ip", "-n", victim, "address", "replace", VICTIM_6 + "/64", "dev", "v0", "nodad");
    }

    /** Sends these bytes as they are, from the scanner's side. */
    void inject(String hex) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        scan(java, "-XX:TieredStopAtLevel=1", "-cp", classes(), Injecting.class.getName(), "v1", hex);
    }

    private static String classes() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The victim speaks to itself. */
    void alone(String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", victim));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    void scan(String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", scanner));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    /** Listens on the victim's side. @param before words to put before java, such as what takes rights away */
    Child listen(Door door, List<String> before, String name, int slots, String filter) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", victim));
        words.addAll(before);
        words.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", classes(), Listening.class.getName(), door.name(), name, "" + slots, filter));
        Child child = new Child(words);
        children.add(child);
        return child;
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void remove() {
        children.forEach(Child::kill);
        attempt("ip", "netns", "del", victim);
        attempt("ip", "netns", "del", scanner);
    }

    private static void run(String... words) {
        if (!attempt(words)) throw new AssertionError("failed: " + String.join(" ", words));
    }

    private static boolean attempt(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The program in the namespace: what it says, line by line, and what it is told. */
    static final class Child {
        private final Process process;
        private final Writer orders;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Child(List<String> words) {
            try {
                process = new ProcessBuilder(words).redirectErrorStream(true).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line; (line = said.readLine()) != null; ) lines.add(line);
            } catch (IOException e) {
                lines.add("broken " + e.getMessage());
            }
        }

        void tell(String order) {
            try {
                orders.write(order + "\n");
                orders.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for a line that begins so; what came before it is forgotten. */
        String await(String beginning) {
            return await(line -> line.startsWith(beginning), beginning);
        }

        String await(Predicate<String> wanted, String words) {
            List<String> before = new ArrayList<>();
            try {
                for (String line; (line = lines.poll(PATIENCE, TimeUnit.MILLISECONDS)) != null; ) {
                    if (wanted.test(line)) return line;
                    before.add(line);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new AssertionError("waited in vain for " + words + "; there came " + before);
        }

        /** All that has been said, up to the answer to an order that comes after it. */
        List<String> upTo(String order, String answer) {
            tell(order);
            List<String> said = new ArrayList<>();
            await(line -> said.add(line) && line.startsWith(answer), answer);
            return said;
        }

        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
