package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import portcullis.Namespaces;

/**
 * Two hosts, and two programs that stay warm: one on the attacker sends from any address of 198.18.64.0/18 and 2001:db8:2::/64, one on the
 * victim serves a few ports and runs one watcher after the other.
 */
final class Shooting implements AutoCloseable {
    private static final String SOURCES = "198.18.64.0/18";
    private static final String SOURCES_6 = "2001:db8:2::/64";
    private static final String ATTACKER_6 = "2001:db8:1::66";
    static final long PATIENCE = 20_000;

    final TwoHosts hosts;
    final Heard heard = new Heard();
    private final PrintWriter volley;
    private final BufferedReader sent;
    private final PrintWriter watcher;

    private Shooting(TwoHosts hosts, String... served) throws IOException, InterruptedException {
        this.hosts = hosts;
        run("ip", "-n", hosts.attacker(), "route", "add", "local", SOURCES, "dev", "lo");
        run("ip", "-n", hosts.attacker(), "-6", "route", "add", "local", SOURCES_6, "dev", "lo");
        run("ip", "-n", hosts.victim(), "route", "add", SOURCES, "via", TwoHosts.ATTACKER);
        run("ip", "-n", hosts.victim(), "-6", "route", "add", SOURCES_6, "via", ATTACKER_6);
        hosts.show(hosts.victim(), "sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf.eth0.rp_filter=0");
        // without a link-local address the kernel asks for no neighbour in the name of such a source
        run("ip", "-n", hosts.attacker(), "address", "add", "fe80::66/64", "dev", "eth0", "nodad");
        hosts.show(hosts.attacker(), "sysctl", "-qw", "net.ipv6.ip_nonlocal_bind=1"); // IPv4 takes the route for it
        Process sender = hosts.onHost(hosts.attacker(), "true", "portcullis.watch.Volley");
        volley = new PrintWriter(sender.outputWriter(), true);
        sent = TwoHosts.linesOf(sender);
        Process runner = hosts.onHost(hosts.victim(), "true", "portcullis.watch.Successive", served);
        watcher = new PrintWriter(runner.outputWriter(), true);
        BufferedReader told = TwoHosts.linesOf(runner);
        TwoHosts.lineWith(told, "serving");
        Thread listener = new Thread(() -> told.lines().forEach(heard::add));
        listener.setDaemon(true);
        listener.start();
    }

    static Shooting begin(String... served) throws IOException, InterruptedException {
        Namespaces.assumeUsable("nmap");
        return new Shooting(TwoHosts.connect(), served);
    }

    /** Sends all of it. @return what was heard on connections that were made to hear */
    List<String> fire(List<String> orders) throws IOException {
        orders.forEach(volley::println);
        volley.println("say sent");
        List<String> said = new ArrayList<>();
        for (String line = sent.readLine(); !"sent".equals(line); line = sent.readLine()) said.add(line);
        return said;
    }

    /** Starts a watcher with these words, and waits until it says in PortSentry's words that it is active. */
    void watch(List<String> words) throws InterruptedException {
        heard.clear();
        watcher.println(String.join("\t", words));
        boolean isActive =
                heard.await(lines -> any(lines, "now active and listening") || hasEnded(lines), 3 * PATIENCE);
        assertThat(isActive && !hasEnded(heard.lines()))
                .as("it watches: " + heard.lines())
                .isTrue();
    }

    /** Waits until something was told of each of these. */
    void awaitToldOf(Collection<String> sources) throws InterruptedException {
        assertThat(heard.await(lines -> tellsOf(lines, sources), PATIENCE))
                .as("it told of " + sources + ": " + heard.lines())
                .isTrue();
    }

    static boolean tellsOf(List<String> lines, Collection<String> sources) {
        return sources.stream().allMatch(source -> any(lines, "from host: " + source + "/"));
    }

    void stop(Path control) throws IOException, InterruptedException {
        Asking.ask(control, List.of("stop"));
        assertThat(heard.await(Shooting::hasEnded, PATIENCE)).isTrue();
    }

    private static boolean hasEnded(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("ended "));
    }

    private static boolean any(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    @Override
    public void close() throws IOException {
        hosts.close();
    }
}
