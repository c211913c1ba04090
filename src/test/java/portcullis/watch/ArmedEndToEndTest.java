package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.lineWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An armed watcher in the kernel of a victim: who is blocked, for how long, and what happens when something goes wrong. */
@Timeout(180)
class ArmedEndToEndTest {
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
    void aScannerIsBlockedAndNobodyElse() throws Exception {
        net.watch("--enforce", "--set", "block.for-forgeable=[5s]");
        Guarded.Session established = net.session(net.attacker, VICTIM);
        assertThat(established.goesOn()).isTrue();

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        assertThat(lineWith(net.told(), "block")).contains(ATTACKER);
        assertThat(lineWith(net.told(), "done")).contains("add element inet portcullis banned4 { " + ATTACKER);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
        assertThat(established.goesOn()).isTrue();
        net.awaitBanned(ATTACKER, false);
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
        assertThat(net.ask("list")).doesNotContain(ATTACKER);
    }

    @Test
    void aBlockOverIpv6EndsByItself() throws Exception {
        net.watch("--enforce", "--set", "block.for-forgeable=[5s]");

        net.hosts.nmap("-6", "-sS", "-p", "23", "2001:db8:1::10");

        assertThat(lineWith(net.told(), "done")).contains("banned6 { 2001:db8:1::66 timeout 5s }");
        net.awaitBanned("2001:db8:1::66", false);
        assertThat(connects(net.attacker, "2001:db8:1::10", 22)).isTrue();
        assertThat(lineWith(net.told(), "release")).contains("2001:db8:1::66");
    }

    @Test
    void whomTheHostAsksForTheTimeIsNeverBlocked() throws Exception {
        String ask = "exec 3<>/dev/udp/" + ATTACKER + "/123; echo asked; exec sleep 600";
        lineWith(TwoHosts.linesOf(net.hosts.start(net.victim, "bash", "-c", ask)), "asked");
        net.watch("--enforce");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        assertThat(lineWith(net.told(), "spare")).contains(ATTACKER, "one of the host's time servers");
        assertThat(net.ask("status")).contains(ATTACKER);
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void whoIsLoggedInWhenItStartsIsNeverBlocked() throws Exception {
        Guarded.Session session = net.session(net.attacker, VICTIM);
        assertThat(session.goesOn()).isTrue();
        net.watch("--enforce");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        assertThat(lineWith(net.told(), "spare")).contains(ATTACKER, "an administrator is logged in from there");
        assertThat(net.ask("ban", ATTACKER)).startsWith("error").contains("administrator");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void whomANameMeansIsNeverBlocked() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), ATTACKER + " office.example\n");
        net.before("mount --bind " + hosts + " /etc/hosts");
        net.watch("--enforce", "--set", "block.never=[office.example]");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        assertThat(lineWith(net.told(), "spare")).contains(ATTACKER, "listed in block.never");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void whatABlockedSourceProbesIsCountedStill() throws Exception {
        net.watch("--enforce");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);

        net.hosts.nmap("-sS", "-p", "24-27", "--max-retries", "0", VICTIM);

        net.await(() ->
                net.ask("history", ATTACKER).matches("(?s).*seen [0-9]+ probes in all, [4-9] of them while blocked.*"));
    }

    @Test
    void portsThatAreOnlyPublishedAreServed() throws Exception {
        redirect("808");
        net.watch("--enforce", "--set", "reflex=on");
        assertThat(connects(net.attacker, VICTIM, 808)).isTrue();
        redirect("809");
        net.await(() -> net.ask("status").contains("808-809"));

        assertThat(connects(net.attacker, VICTIM, 809)).isTrue();
        assertThat(connects(net.attacker, VICTIM, 808)).isTrue();

        assertThat(net.ask("history", ATTACKER)).doesNotContain("alarm");
        net.hosts.nmap("-sS", "-p", "810", VICTIM);
        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 808)).isFalse();
    }

    private void redirect(String port) throws IOException, InterruptedException {
        net.hosts.show(
                net.victim,
                "iptables",
                "-t",
                "nat",
                "-A",
                "PREROUTING",
                "-p",
                "tcp",
                "--dport",
                port,
                "-j",
                "REDIRECT",
                "--to-ports",
                "22");
    }

    @Test
    void whatStandsInTheKernelOutlivesAKillAndIsTakenUpAgain() throws Exception {
        net.watch("--enforce");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);

        net.kill();

        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        net.hosts.show(
                net.victim, "nft", "add", "element", "inet", "portcullis", "banned4", "{ 203.0.113.7 timeout 900s }");
        net.watch("--enforce");
        assertThat(net.ask("list")).contains(ATTACKER).contains("203.0.113.7").contains("adopted");
        assertThat(net.ask("release", ATTACKER)).contains("released");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void aFlushedTableIsPutBack() throws Exception {
        net.watch("--enforce");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);

        net.hosts.show(net.victim, "nft", "flush", "ruleset");

        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(net.ask("status")).contains("put back");
    }

    @Test
    void whatSomebodyTakesOutByHandIsRespected() throws Exception {
        net.watch("--enforce");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);

        net.hosts.show(net.victim, "nft", "delete", "element", "inet", "portcullis", "banned4", "{ " + ATTACKER + " }");

        assertThat(lineWith(net.told(), "release")).contains("somebody took it out");
        assertThat(net.ask("list")).doesNotContain(ATTACKER);
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void whatTheManualSaysLiftsABlockWithNothingOfOursRunning() throws Exception {
        List<String> commands = Files.readString(Path.of("docs/operating.md"))
                .lines()
                .filter(line -> line.startsWith("    nft "))
                .map(line -> line.strip().replaceFirst(" +#.*", "").replace("203.0.113.9", ATTACKER))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            net.watch("--enforce");
            net.hosts.nmap("-sS", "-p", "23", VICTIM);
            net.awaitBanned(ATTACKER, true);
            net.kill();

            assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
            net.hosts.show(net.victim, "bash", "-c", command.replace("{", "'{").replace("}", "}'"));
            assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
            Files.delete(net.journal());
        }
    }

    @Test
    void aTrialThatNobodyConfirmsIsTakenBack() throws Exception {
        net.watch("--enforce", "--confirm", "10s");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);
        assertThat(net.ask("status")).contains("on trial");

        assertThat(lineWith(net.told(), "release")).contains(ATTACKER);
        net.await(() -> !net.hosts.show(net.victim, "nft", "list", "tables").contains("portcullis"));

        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
        assertThat(net.ask("confirm")).contains("error", "too late");
        assertThat(net.ask("status")).contains("taken back");
    }

    @Test
    void aTrialShortensBlocksOfAnEarlierRunUntilItIsConfirmed() throws Exception {
        net.watch("--enforce");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.awaitBanned(ATTACKER, true);
        net.kill();
        net.hosts.show(net.victim, "nft", "flush", "ruleset");

        net.watch("--enforce", "--confirm", "100s");

        assertThat(net.banned(4)).containsPattern("timeout 1m\\d+s");
        assertThat(net.ask("confirm")).startsWith("ok");
        net.await(() -> net.banned(4).matches("(?s).*expires 9m.*"));
    }

    @Test
    void aSignalEndsItInOrder() throws Exception {
        net.watch("--enforce", "--set", "responders=[drop-with-iptables]");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        net.await(() -> rules().contains(ATTACKER));

        TwoHosts.run("kill", "-TERM", Long.toString(net.watcher().pid()));
        net.watcher().waitFor();

        assertThat(rules()).doesNotContain(ATTACKER);
    }

    @Test
    void aConfirmedTrialGoesOnAndSaysAtItsEndWhatRemains() throws Exception {
        net.watch("--enforce", "--confirm", "60s");
        assertThat(net.ask("confirm")).startsWith("ok");

        net.hosts.nmap("-sS", "-p", "23", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(net.banned(4)).contains("timeout 10m");
        assertThat(net.ask("stop")).contains("remains", "1 block", "nft delete table inet portcullis");
        assertThat(net.watcher().waitFor()).isZero();
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        net.hosts.show(net.victim, "nft", "delete", "table", "inet", "portcullis");
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void whatOnlyAReleaseEndsIsTakenBackAtTheEndAndMadeAgainAtTheStart() throws Exception {
        net.watch("--enforce", "--set", "responders=[drop-with-iptables,drop-with-ipset]");
        net.hosts.nmap("-sS", "-p", "23", VICTIM);
        String rule = "-s " + ATTACKER + "/32";
        net.await(() -> rules().contains(rule));
        assertThat(net.ask("status")).contains("drop-with-iptables: blocks end only while this runs");

        assertThat(net.stop()).isZero();
        assertThat(rules()).doesNotContain(rule);
        assertThat(net.hosts.show(net.victim, "ipset", "list", "portcullis4")).contains(ATTACKER);

        net.watch("--enforce", "--set", "responders=[drop-with-iptables,drop-with-ipset]");
        net.await(() -> rules().contains(rule));
        assertThat(rules().split(rule, -1)).hasSize(2);
    }

    private String rules() throws IOException, InterruptedException {
        return net.hosts.show(net.victim, "iptables", "-S", "INPUT");
    }
}
