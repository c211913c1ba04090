package portcullis.watch;

import static portcullis.watch.TwoHosts.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A watched victim that serves port 22, with an attacker and, on a cable of his own, an innocent client. */
final class Guarded implements AutoCloseable {
    static final String VICTIM_TO_CLIENT = "198.18.1.10";
    static final String VICTIM_TO_CLIENT_6 = "2001:db8:2::10";

    final TwoHosts hosts;
    final String victim;
    final String attacker;
    final String client;
    private final Path folder;
    private Process watcher;
    private BufferedReader told;
    private String prelude = "true";

    private Guarded(TwoHosts hosts, Path folder) {
        this.hosts = hosts;
        this.folder = folder;
        this.victim = hosts.victim();
        this.attacker = hosts.attacker();
        this.client = victim.replace("-v", "-c");
    }

    static Guarded build(Path folder) throws IOException, InterruptedException {
        Guarded guarded = new Guarded(TwoHosts.connect(), folder);
        guarded.connectClient();
        TwoHosts.lineWith(TwoHosts.linesOf(guarded.hosts.onVictim("portcullis.watch.Echoing", "22")), "serving");
        return guarded;
    }

    private void connectClient() throws IOException, InterruptedException {
        run("ip", "netns", "add", client);
        run("ip", "-n", client, "link", "add", "eth0", "type", "veth", "peer", "name", "eth1", "netns", victim);
        cable(client, "eth0", "198.18.1.20/24", "2001:db8:2::20/64");
        cable(victim, "eth1", VICTIM_TO_CLIENT + "/24", VICTIM_TO_CLIENT_6 + "/64");
    }

    private static void cable(String host, String device, String ipv4, String ipv6)
            throws IOException, InterruptedException {
        run("ip", "-n", host, "address", "add", ipv4, "dev", device);
        run("ip", "-n", host, "address", "add", ipv6, "dev", device, "nodad");
        run("ip", "-n", host, "link", "set", device, "addrgenmode", "none");
        run("ip", "-n", host, "link", "set", device, "up");
    }

    /** Has these shell commands run before each watcher that is started from here on, in its own mount namespace. */
    void before(String commands) {
        prelude = commands;
    }

    /** Starts the watcher and waits until it answers. */
    void watch(String... words) throws IOException, InterruptedException {
        start(words);
        await(() -> ask("status").startsWith("ok"));
    }

    /** Starts the watcher, as one that answers the first probe unless it is told otherwise: most tests are about what comes then. */
    Process start(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "watch",
                "--journal",
                journal().toString(),
                "--control",
                control().toString(),
                "--set",
                "preset=portsentry"));
        all.addAll(Arrays.asList(words));
        watcher = hosts.onHost(victim, prelude, "portcullis.Main", all.toArray(String[]::new));
        told = TwoHosts.linesOf(watcher);
        return watcher;
    }

    BufferedReader told() {
        return told;
    }

    Process watcher() {
        return watcher;
    }

    Path folder() {
        return folder;
    }

    /** In a folder of its own, which a test may put on a small disk. */
    Path journal() throws IOException {
        return Files.createDirectories(folder.resolve("journal")).resolve("journal.db");
    }

    private Path control() {
        return folder.resolve("control");
    }

    /** Asks the watcher; empty where none answers. */
    String ask(String... words) {
        try {
            return Asking.ask(control(), List.of(words)).stream()
                    .map(row -> String.join(" ", row))
                    .collect(Collectors.joining("\n"));
        } catch (IOException none) {
            return "";
        }
    }

    /** What the kernel holds in the set of banned IPv4 or IPv6 addresses. */
    String banned(int version) throws IOException, InterruptedException {
        return hosts.show(victim, "nft", "list", "set", "inet", "portcullis", "banned" + version);
    }

    /** What can be asked again and again. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until it holds, while the watcher runs. */
    void await(Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            if (Thread.interrupted()) throw new InterruptedException("the time of the test is over");
            if (!watcher.isAlive()) throw new IOException("the watcher ended with " + watcher.exitValue());
        }
    }

    /** Waits until the kernel bans this address, or does not. */
    void awaitBanned(String address, boolean expected) throws IOException, InterruptedException {
        int version = address.contains(":") ? 6 : 4;
        await(() -> banned(version).contains(address + " timeout") == expected);
    }

    /** A session that is established now and can be asked later whether it still is. */
    Session session(String host, String address) throws IOException {
        String speak = "exec 3<>/dev/tcp/" + address
                + "/22; while read -r line; do echo \"$line\" >&3; read -r -t 5 back <&3; echo \"$back\"; done";
        return new Session(hosts.start(host, "bash", "-c", speak));
    }

    /** An established session. */
    static final class Session {
        private final Process process;
        private final BufferedReader answers;
        private int count;

        private Session(Process process) {
            this.process = process;
            this.answers = TwoHosts.linesOf(process);
        }

        /** Whether what is said comes back. */
        boolean goesOn() throws IOException {
            String word = "word " + ++count + "\n";
            process.getOutputStream().write(word.getBytes());
            process.getOutputStream().flush();
            return word.strip().equals(answers.readLine());
        }
    }

    /** Ends the watcher as `kill -9` does. */
    void kill() throws InterruptedException {
        watcher.destroyForcibly().waitFor();
    }

    /** Ends the watcher in order. @return its exit code */
    int stop() throws InterruptedException {
        ask("stop");
        watcher.waitFor(20, TimeUnit.SECONDS);
        return watcher.exitValue();
    }

    @Override
    public void close() throws IOException {
        hosts.close();
        try {
            run("ip", "netns", "delete", client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
