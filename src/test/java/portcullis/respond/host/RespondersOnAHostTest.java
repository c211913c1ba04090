package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;
import portcullis.fact.Verdict;
import portcullis.respond.Policies;
import portcullis.respond.Responders;
import portcullis.respond.Response;

/** The responders that we ship, with the real tools, from nothing and back to nothing, in a network namespace of their own. */
@Timeout(120)
final class RespondersOnAHostTest {
    private final BlockingQueue<Outcome> told = Orders.told();
    private Netns host;
    private Responders responders;
    private HostRunner runner;

    @TempDir
    Path folder;

    @AfterEach
    void close() throws HostFailed {
        if (responders != null) responders.close();
        if (host != null) host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void dropWithNftables(String source) throws Exception {
        open("drop-with-nftables", Map.of(), "nft");
        Table table = Table.sparing(new NftProgram(host.commands()));
        String[] shown = {"nft", "list", "table", "inet", "portcullis"};

        assertThat(lacks("drop-with-nftables")).contains("No such file or directory");
        table.install();
        assertThat(lacks("drop-with-nftables")).isEmpty();
        blockTwiceAndRelease("drop-with-nftables", source, 1, shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void dropWithIpset(String source) throws Exception {
        open("drop-with-ipset", Map.of(), "ipset", "iptables", "ip6tables");
        String set = source.contains(":") ? "portcullis6" : "portcullis4";
        Groundwork ground = Groundwork.of("drop-with-ipset", responders, runner);

        assertThat(ground.lacks()).isPresent();
        ground.lay();
        ground.lay();
        assertThat(ground.lacks()).isEmpty();
        assertThat(count("-j DROP", "iptables", "-S", "INPUT")).isEqualTo(1);
        blockTwiceAndRelease("drop-with-ipset", source, 1, "ipset", "list", set);

        host.show("iptables", "-F"); // as another firewall does
        assertThat(ground.lacks()).isPresent();
        ground.lay();
        assertThat(count("-j DROP", "iptables", "-S", "INPUT")).isEqualTo(1);
        assertThat(count("-j DROP", "ip6tables", "-S", "INPUT"))
                .as("single addresses and whole networks")
                .isEqualTo(2);

        ground.lift();
        assertThat(host.show("iptables", "-S", "INPUT")).doesNotContain("DROP");
        Poll.until("the sets are gone", () -> {
            ground.lift(); // the kernel lets go of a rule's set a moment after the rule
            return host.show("ipset", "list", "-n").isEmpty();
        });
    }

    /** A second rule comes of a second block: the ledger keeps it from being asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void dropWithIptables(String source) throws Exception {
        open("drop-with-iptables", Map.of(), "iptables", "ip6tables");
        String tool = source.contains(":") ? "ip6tables" : "iptables";

        assertThat(lacks("drop-with-iptables")).isEmpty();
        blockTwiceAndRelease("drop-with-iptables", source, 2, tool, "-S", "INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void blackholeTheRoute(String source) throws Exception {
        open("blackhole-the-route", Map.of());

        assertThat(lacks("blackhole-the-route")).isEmpty();
        blockTwiceAndRelease(
                "blackhole-the-route",
                source,
                1,
                "ip",
                source.contains(":") ? "-6" : "-4",
                "route",
                "show",
                "type",
                "blackhole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void denyWithTcpWrappers(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("hosts.deny"), "# ours\n");
        open("deny-with-tcp-wrappers", Map.of("hosts-deny", List.of(file.toString())));

        assertThat(lacks("deny-with-tcp-wrappers")).isEmpty();
        blockTwiceAndRelease("deny-with-tcp-wrappers", source, 1, "cat", file.toString());
        assertThat(Files.readString(file)).isEqualTo("# ours\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void runACommand(String source) throws Exception {
        String mark = folder.resolve("$TARGET$").toString();
        open("run-a-command", Map.of("command", List.of("touch", mark), "release-command", List.of("rm", mark)));

        blockTwiceAndRelease("run-a-command", source, 1, "ls", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    void writeToSyslog(String source) throws Exception {
        Path device = Files.createDirectory(folder.resolve("dev"));
        try (ServerSocketChannel log = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            log.bind(UnixDomainSocketAddress.of(device.resolve("log")));
            open("write-to-syslog", Map.of(), "logger", "unshare");
            String bind = "mount --bind " + device + " /dev && exec \"$@\"";
            Commands withLog = new Commands(List.of("unshare", "-m", "sh", "-c", bind, "sh"), Duration.ofSeconds(10));
            HostRunner writer = new HostRunner(new NoFirewall(), withLog, Orders.THREADS, 4, told::add);

            respond("write-to-syslog", Orders.block(source, Duration.ofMinutes(10)), writer);

            assertThat(told.poll(20, TimeUnit.SECONDS))
                    .extracting(Outcome::detail)
                    .isEqualTo("");
            assertThat(new BufferedReader(new InputStreamReader(
                                    Channels.newInputStream(log.accept()), StandardCharsets.UTF_8))
                            .readLine())
                    .startsWith("<36>") // auth.warning
                    .contains("portcullis: blocked " + source + " port 111 mode stcp: touched 5 ports");
        }
    }

    private void open(String responder, Map<String, List<String>> options, String... tools) throws Exception {
        host = Netns.open(tools);
        responders =
                Responders.load(Policies.in(Path.of("policies")).with(options), List.of(responder), Orders.THREADS);
        Commands commands = host.commands(Duration.ofSeconds(10));
        runner = new HostRunner(new NftProgram(commands), commands, Orders.THREADS, 4, told::add);
    }

    private String lacks(String responder) {
        return Groundwork.of(responder, responders, runner)
                .lacks()
                .map(Throwable::getMessage)
                .orElse("");
    }

    /** @param twice how many traces of the source a second block leaves */
    private void blockTwiceAndRelease(String responder, String source, int twice, String... shown) throws Exception {
        Verdict.Block block = Orders.block(source, Duration.ofMinutes(10));
        assertThat(count(source, shown)).isZero();

        done(responder, block);
        assertThat(count(source, shown)).isEqualTo(1);
        done(responder, block);
        assertThat(count(source, shown)).isEqualTo(twice);
        for (int i = 0; i < twice; i++) done(responder, Orders.release(block));

        assertThat(count(source, shown)).isZero();
    }

    private void done(String responder, Verdict verdict) throws Exception {
        for (Outcome now : respond(responder, verdict, runner)) {
            Outcome outcome = now.state() == State.WAITING ? told.poll(20, TimeUnit.SECONDS) : now;
            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(State.DONE);
        }
    }

    private List<Outcome> respond(String responder, Verdict verdict, HostRunner carrier) {
        List<Outcome> outcomes = new ArrayList<>();
        Response response = new Response();
        responders.plan(verdict, List.of(responder), response);
        response.carryOut(carrier, outcomes);
        return outcomes;
    }

    private int count(String source, String... shown) {
        return host.show(shown).split(java.util.regex.Pattern.quote(source), -1).length - 1;
    }
}
