package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.lineWith;
import static portcullis.watch.TwoHosts.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.Namespaces;

/** What an armed watcher does when something around it goes wrong. */
@Timeout(120)
class FaultsEndToEndTest {
    private static final String GATEWAY = "198.18.0.1";

    @TempDir
    private Path folder;

    private Guarded net;

    @BeforeEach
    void build() throws Exception {
        Namespaces.assumeUsable("nmap", "hping3");
        net = Guarded.build(folder);
    }

    @AfterEach
    void takeDown() throws Exception {
        if (net != null) net.close();
    }

    @Test
    void aCommandThatHangsIsKilledAndDelaysNoBlock() throws Exception {
        net.watch(
                "--enforce",
                "--set",
                "responders=[run-a-command, drop-with-nftables]",
                "--set",
                "command=[/bin/sleep, \"1000\"]");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(lineWith(net.told(), "failed")).contains("killed after");
        assertThat(net.ask("list")).contains(ATTACKER);
    }

    @Test
    void whatTheKernelRefusesIsToldAndTriedAgainOnceItCanBe() throws Exception {
        net.watch("--enforce");
        net.hosts.show(net.victim, "nft", "delete", "table", "inet", "portcullis");
        net.hosts.show(net.victim, "nft", "add", "table", "inet", "portcullis"); // without its sets

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(net.ask("status")).contains("put back");
    }

    @Test
    void aResponderWithoutItsToolKeepsTheWatcherFromArming() throws Exception {
        Process watcher = net.hosts.onVictim(
                "portcullis.Main",
                "watch",
                "--enforce",
                "--set",
                "responders=[drop-with-pf]",
                "--journal",
                folder.resolve("j.db").toString(),
                "--control",
                folder.resolve("c").toString());

        assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(69);
    }

    @Test
    void rulesThatOthersCanWriteKeepItFromArming() throws Exception {
        Path rules = copy(Path.of("rules"), folder.resolve("rules"));
        Files.setPosixFilePermissions(rules.resolve("trigger.drl"), PosixFilePermissions.fromString("rw-rw-rw-"));

        Process watcher = net.hosts.onVictim(
                "portcullis.Main",
                "watch",
                "--enforce",
                "--rules",
                rules.toString(),
                "--journal",
                folder.resolve("j.db").toString(),
                "--control",
                folder.resolve("c").toString());

        assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.exitValue()).isEqualTo(78);
    }

    @Test
    void aBrokenRuleFileLeavesTheOldInForceAndAMendedOneIsFollowed() throws Exception {
        Path settings = folder.resolve("portcullis.yaml");
        Files.writeString(settings, "trigger:\n  ports: 3\n");
        net.watch("--enforce", "--settings", settings.toString());
        Files.writeString(settings, "trigger:\n  prts: 3\n");
        assertThat(net.ask("reload")).contains("error", "old ones stay in force", "portcullis.yaml:2", "prts");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        assertThat(net.ask("list")).doesNotContain(ATTACKER);

        Files.writeString(settings, "trigger:\n  ports: 1\n");
        run("kill", "-HUP", Long.toString(net.watcher().pid()));

        net.await(() -> {
            net.hosts.nmap("-sS", "-p", "23", VICTIM);
            return net.ask("list").contains(ATTACKER);
        });
    }

    @Test
    void anInterfaceThatGoesDownAndComesUpIsWatchedAgain() throws Exception {
        net.watch("--enforce");
        run("ip", "-n", net.victim, "link", "set", "eth0", "down");
        net.await(() -> !net.ask("status").contains("eth0"));
        run("ip", "-n", net.victim, "link", "set", "eth0", "up");
        net.await(() -> net.ask("status").contains("eth0"));

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
    }

    @Test
    void tenThousandForgedSourcesBlockNeitherTheGatewayNorHideTheScanner() throws Exception {
        run("ip", "-n", net.victim, "route", "add", "default", "via", GATEWAY);
        net.watch("--enforce", "--set", "block.per-minute=100");
        Guarded.Session established = net.session(net.attacker, VICTIM);
        net.hosts.show(
                net.attacker, "hping3", "-q", "-n", "-S", "-p", "23", "-c", "3", "-i", "u1000", "-a", GATEWAY, VICTIM);
        net.hosts.show(
                net.attacker,
                "hping3",
                "-q",
                "-n",
                "-S",
                "--rand-source",
                "-p",
                "23",
                "-i",
                "u100",
                "-c",
                "10000",
                VICTIM);

        net.hosts.nmap("-sS", "-p", "20-60", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(net.banned(4)).doesNotContain(GATEWAY + " timeout");
        assertThat(net.ask("history", GATEWAY)).contains("gateway");
        assertThat(net.ask("list").lines().count()).isBetween(50L, 220L);
        assertThat(established.goesOn()).isTrue();
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
    }

    private static Path copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return to;
    }
}
