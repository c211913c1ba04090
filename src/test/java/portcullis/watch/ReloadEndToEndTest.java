package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reloads while probes come. Needs root, which continuous integration has. */
class ReloadEndToEndTest {
    private static final int RELOADS = 6;
    /** Some thousand datagrams a second from as many source ports, until it is told to end; then it says how many. */
    private static final String SENDER = """
            exec 9<> <(:); trap 'stop=1' TERM; echo sending
            while [[ -z $stop ]]; do
              echo > /dev/udp/%s/7 && ((sent++))
              ((sent %% 10)) || read -t 0.002 -u 9
            done
            echo $sent""".formatted(TwoHosts.VICTIM);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 4, unit = java.util.concurrent.TimeUnit.MINUTES)
    void noProbeIsLostWhileSettingsAndRulesAreReloaded() throws Exception {
        Path rules = copyOf(Path.of("rules"));
        Path settings = folder.resolve("ours.yaml");
        write(settings, "quiet: 10m");
        try (Guarded net = Guarded.build(folder)) {
            net.watch(
                    "--settings",
                    settings.toString(),
                    "--rules",
                    rules.toString(),
                    "--scenarios",
                    folder.resolve("none").toString());
            long before = probes(net);
            Process sender = net.hosts.start(net.attacker, "bash", "-c", SENDER);
            var says = TwoHosts.linesOf(sender);
            assertThat(says.readLine()).isEqualTo("sending");

            Files.writeString(rules.resolve("more.drl"), MORE);
            assertThat(net.ask("reload")).startsWith("ok").contains("rules one-more added", "recent");
            for (int i = 1; i < RELOADS; i++) {
                write(settings, "quiet: " + i + "m");
                assertThat(net.ask("reload")).startsWith("ok").contains("quiet").contains(i + "m");
            }
            TwoHosts.run("kill", Long.toString(sender.pid())); // and not by destroy(), which closes what it says
            long sent = Long.parseLong(says.readLine());

            assertThat(sent).isGreaterThan(1_000);
            net.await(() -> probes(net) - before >= sent);
            assertThat(probes(net) - before).isEqualTo(sent);
            assertThat(net.ask("status")).contains("dropped 0");
            assertThat(net.ask("history", TwoHosts.ATTACKER).lines().filter(line -> line.contains(" alarm ")))
                    .as("told of once, though rules and settings changed")
                    .hasSize(1);
        }
    }

    @Test
    @Timeout(value = 4, unit = java.util.concurrent.TimeUnit.MINUTES)
    void whatIsChangedIsTakenUpAndABrokenFileIsToldUntilItIsMended() throws Exception {
        Path settings = folder.resolve("ours.yaml");
        write(settings, "quiet: 10m");
        try (Guarded net = Guarded.build(folder)) {
            net.watch("--settings", settings.toString());

            write(settings, "quet: 1m");
            net.await(() -> net.ask("status").contains("refused at"));
            assertThat(net.ask("status")).contains("quet", "did you mean `quiet`", "stay in force");
            write(settings, "quiet: 1m");
            net.await(() -> net.ask("status").contains("reload in force since"));
            assertThat(net.ask("status")).doesNotContain("refused");
            Process example = net.hosts.onHost(
                    net.victim,
                    "true",
                    "portcullis.Main",
                    "reload",
                    "--json",
                    "--control",
                    folder.resolve("control").toString());
            assertThat(TwoHosts.linesOf(example).lines())
                    .last()
                    .isEqualTo("{\"what\":\"reload\",\"text\":\"settings, rules and responders are in force\"}");
            assertThat(example.waitFor()).isZero();
        }
    }

    private static final String MORE = """
            package portcullis.rules
            import portcullis.fact.*
            rule "one more rule, which no datagram meets"
                @id( "one-more" ) @why( "w" ) @mistaken( "m" ) @forgeable( "yes" )
            when
                $source : Source( told( "one-more" ) == false, ports( Mode.ATCP, 77 ) >= 9 )
            then
                insert( new Alarm( $source.getAddress(), "one-more", "touched many" ) );
            end
            """;

    private static long probes(Guarded net) {
        return net.ask("status")
                .lines()
                .filter(line -> line.startsWith("probes "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .findFirst()
                .orElse(0);
    }

    /** In one step, as a good editor does. */
    private static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text + "\n");
        Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Path copyOf(Path from) throws IOException {
        Path to = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        }
        return to;
    }
}
