package portcullis.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import portcullis.Namespaces;

/** Two hosts on one cable, in network namespaces of their own: 198.18.0.66 probes, 198.18.0.10 is probed. No route leads out. */
final class TwoHosts implements AutoCloseable {
    static final String ATTACKER = "198.18.0.66";
    static final String VICTIM = "198.18.0.10";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "ptest" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final String attacker = name + "-a";
    private final String victim = name + "-v";
    private final List<Process> started = new ArrayList<>();

    private TwoHosts() {}

    static TwoHosts connect() throws IOException, InterruptedException {
        Namespaces.assumeUsable("nmap");
        TwoHosts hosts = new TwoHosts();
        hosts.build();
        return hosts;
    }

    private void build() throws IOException, InterruptedException {
        run("ip", "netns", "add", attacker);
        run("ip", "netns", "add", victim);
        run("ip", "-n", attacker, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", victim);
        address(attacker, ATTACKER, "2001:db8:1::66");
        address(victim, VICTIM, "2001:db8:1::10");
    }

    private static void address(String host, String ipv4, String ipv6) throws IOException, InterruptedException {
        run("ip", "-n", host, "address", "add", ipv4 + "/24", "dev", "eth0");
        run("ip", "-n", host, "address", "add", ipv6 + "/64", "dev", "eth0", "nodad");
        run("ip", "-n", host, "link", "set", "eth0", "addrgenmode", "none"); // no link-local address, no waiting for it
        run("ip", "-n", host, "link", "set", "lo", "up");
        run("ip", "-n", host, "link", "set", "eth0", "up");
    }

    /** The name of the victim's namespace. */
    String victim() {
        return victim;
    }

    /** The name of the attacker's namespace. */
    String attacker() {
        return attacker;
    }

    /** Starts any command on a host. */
    Process start(String host, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    /** Runs a command on a host to its end. @return what it printed, its errors too */
    String show(String host, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host));
        command.addAll(Arrays.asList(words));
        return output(command.toArray(String[]::new));
    }

    /** Whether a TCP connection can be made from this host within a second. */
    static boolean connects(String host, String address, int port) throws IOException, InterruptedException {
        String dial = "exec 3<>/dev/tcp/" + address + "/" + port;
        return new ProcessBuilder("ip", "netns", "exec", host, "timeout", "1", "bash", "-c", dial)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Runs nmap on the attacker to its end. */
    void nmap(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ip", "netns", "exec", attacker, "nmap", "-n", "-Pn", "--disable-arp-ping"));
        command.addAll(Arrays.asList(words));
        run(command.toArray(String[]::new));
    }

    /** Starts a Java class of the test class path on the victim. */
    Process onVictim(String mainClass, String... words) throws IOException {
        return onHost(victim, "true", mainClass, words);
    }

    /**
     * Starts a Java class of the test class path.
     *
     * @param prelude shell commands that come before; what they mount is seen by this process only
     */
    Process onHost(String host, String prelude, String mainClass, String... words) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                host,
                "bash",
                "-c",
                prelude + " && exec \"$@\"",
                "bash",
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dportcullis.cache=target/cache",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + ": " + output);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** The first line that holds this text; what stands before it is passed over. Waits until it comes or the stream ends. */
    static String lineWith(BufferedReader lines, String text) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            if (line.contains(text)) return line;
        throw new IOException("the program ended without a line with \"" + text + "\"");
    }

    static BufferedReader linesOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        started.forEach(Process::destroyForcibly); // `ip netns exec` becomes the command, so this is the program itself
        try {
            for (Process process : started) process.waitFor(10, TimeUnit.SECONDS);
            run("ip", "netns", "delete", attacker);
            run("ip", "netns", "delete", victim);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
