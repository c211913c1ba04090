package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.lineWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.cli.Portcullis;
import portcullis.heir.estate.Estate;
import portcullis.heir.estate.Wish;

/** Debian's PortSentry, taken over, on a live host: in the modes tcp and udp, with its route and its hosts.deny. */
@Timeout(180)
class ImportedEndToEndTest {
    private static final Path DEBIAN = Path.of("src/test/resources/portcullis/heir/estates/debian-as-shipped/etc");
    private static final String EARLIER = "203.0.113.9";

    @TempDir
    private Path folder;

    private Guarded net;

    @BeforeEach
    void build() throws Exception {
        net = Guarded.build(folder);
    }

    @AfterEach
    void takeDown() throws Exception {
        if (net != null) net.close();
    }

    @Test
    void aScannerIsBlockedAsByPortSentryAndLetGoAgain() throws Exception {
        Path settings = taken(Map.of("BLOCK_TCP=\"0\"", "BLOCK_TCP=\"1\""));
        Path deny = Files.writeString(folder.resolve("hosts.deny"), "");
        net.watch("--enforce", "--settings", settings.toString(), "--set", "hosts-deny=" + deny);
        net.await(() -> connects(net.client, Guarded.VICTIM_TO_CLIENT, 22));

        net.hosts.nmap("-sT", "-p", "11,15", "--max-retries", "0", VICTIM);

        net.await(
                () -> blackholes().contains(ATTACKER) && Files.readString(deny).contains("ALL: " + ATTACKER));
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();

        Path bans = settings.resolveSibling("bans");
        assertThat(Portcullis.run(
                        "ban",
                        "--file",
                        bans.toString(),
                        "--control",
                        folder.resolve("control").toString()))
                .isZero();
        assertThat(net.ask("list")).containsPattern(EARLIER + " 6[0-9]{5} 604800");
        net.await(() -> blackholes().contains(EARLIER));

        assertThat(net.stop()).isZero();
        assertThat(blackholes()).isBlank();
        assertThat(deny).hasContent("");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void asDebianShipsItTellsAndBlocksNobody() throws Exception {
        Path settings = taken(Map.of());
        net.watch("--enforce", "--settings", settings.toString());

        net.hosts.nmap("-sT", "-p", "11", "--max-retries", "0", VICTIM);

        assertThat(lineWith(net.told(), "alarm")).contains(ATTACKER);
        assertThat(lineWith(net.told(), "spare")).contains(ATTACKER, "report only");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    /** The files of an import of Debian's configuration with these changes. @return the settings */
    private Path taken(Map<String, String> changes) throws Exception {
        Path etc =
                Files.createDirectories(folder.resolve("host/etc/portsentry")).getParent();
        Files.createDirectories(etc.resolve("default"));
        Files.copy(DEBIAN.resolve("default/portsentry"), etc.resolve("default/portsentry"));
        Files.copy(
                DEBIAN.resolve("portsentry/portsentry.ignore.static"),
                etc.resolve("portsentry/portsentry.ignore.static"));
        String conf = Files.readString(DEBIAN.resolve("portsentry/portsentry.conf"));
        for (var change : changes.entrySet()) conf = conf.replace(change.getKey(), change.getValue());
        Files.writeString(etc.resolve("portsentry/portsentry.conf"), conf);
        Files.writeString(
                etc.resolve("portsentry/portsentry.blocked.tcp"),
                "1795347003 - 11/22/2026 11:30:03 Host: " + EARLIER + "/" + EARLIER + " Port: 23 TCP Blocked\n");
        Path to = Files.createDirectories(folder.resolve("imported"));
        for (var file : Estate.read(Wish.of(etc.resolve("portsentry"))).files().entrySet())
            Files.writeString(to.resolve(file.getKey()), file.getValue());
        return to.resolve("portcullis.yaml");
    }

    private String blackholes() throws IOException, InterruptedException {
        return net.hosts.show(net.victim, "ip", "route", "show", "type", "blackhole");
    }
}
