package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.lineWith;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The modes tcp and udp hold real ports: who connects to one has proved his address. */
@Timeout(90)
class HeldPortsEndToEndTest {
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
    void whoConnectsReadsTheBannerAndIsBlockedWithProof() throws Exception {
        net.watch(
                "--enforce",
                "--set",
                "modes=[tcp]",
                "--set",
                "ports.tcp=22,1080,6000-8000",
                "--set",
                "responders=[send-a-banner, drop-with-nftables]",
                "--set",
                "banner=Go away");
        assertThat(net.ask("status"))
                .contains("holds tcp 1080,6000-8000")
                .contains("left out tcp 22: somebody serves it");
        net.hosts.nmap("-sS", "-p", "1080", VICTIM); // no handshake, so nothing is proved

        String heard =
                net.hosts.show(net.attacker, "bash", "-c", "exec 3<>/dev/tcp/" + VICTIM + "/7777; timeout 5 cat <&3");

        assertThat(heard).isEqualTo("Go away");
        assertThat(lineWith(net.told(), "alarm")).contains(ATTACKER).contains("7777");
        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
    }

    @Test
    void soItIsOverIpv6AndAPortIsTakenUpWhenItsServiceEnds() throws Exception {
        Process service = net.hosts.onVictim("portcullis.watch.Echoing", "1080");
        lineWith(TwoHosts.linesOf(service), "serving");
        net.watch(
                "--enforce",
                "--set",
                "modes=[tcp,udp]",
                "--set",
                "ports.tcp=1080",
                "--set",
                "ports.udp=161,9999",
                "--set",
                "served.grace=0s");
        assertThat(net.ask("status"))
                .contains("left out tcp 1080: somebody serves it")
                .contains("holds udp 161,9999");

        service.destroyForcibly().waitFor();

        net.await(() -> net.ask("status").contains("holds tcp 1080"));
        net.await(() -> connects(net.attacker, "2001:db8:1::10", 1080));
        net.awaitBanned("2001:db8:1::66", true);
    }

    @Test
    void whoNeverReadsAndNeverLeavesKeepsNobodyWaiting() throws Exception {
        net.watch("--enforce", "--set", "modes=[tcp]", "--set", "ports.tcp=1080", "--set", "trigger.probes=100000");
        for (int i = 0; i < 20; i++)
            net.hosts.start(net.attacker, "bash", "-c", "exec 3<>/dev/tcp/" + VICTIM + "/1080; sleep 60");

        String closed = net.hosts.show(
                net.client,
                "bash",
                "-c",
                "exec 3<>/dev/tcp/" + Guarded.VICTIM_TO_CLIENT + "/1080; timeout 20 cat <&3; echo hung up");

        assertThat(closed).contains("hung up");
    }

    @Test
    void aConnectScanFindsThousandsOfPortsOpenAndIsAlarmed() throws Exception {
        net.watch("--set", "modes=[tcp]", "--set", "ports.tcp=2000-3999", "--set", "trigger.ports=500");
        assertThat(net.ask("status"))
                .contains("holds tcp 2000-3999")
                .contains("served tcp 22 ")
                .doesNotContain("left out");

        String found = net.hosts.show(
                net.attacker, "nmap", "-n", "-Pn", "-sT", "-p", "2000-3999", "--open", "-oG", "-", VICTIM);

        assertThat(found.split("/open/tcp", -1)).hasSize(2_001);
        assertThat(lineWith(net.told(), "alarm")).contains(ATTACKER).contains("connected to 500 held TCP ports");
    }

    @Test
    void aHalfOpenScanProvesNothingAndAConnectionDoes() throws Exception {
        net.watch(
                "--set",
                "modes=[tcp]",
                "--set",
                "ports.tcp=1080,54320"); // one of them is where our own questions begin
        net.hosts.nmap("-sS", "-p", "1080,54320", VICTIM);
        net.hosts.nmap("-6", "-sS", "-p", "1080,54320", "2001:db8:1::10");

        net.hosts.nmap("-6", "-sT", "-p", "54320", "2001:db8:1::10");

        assertThat(lineWith(net.told(), "alarm")).contains("2001:db8:1::66").contains("54320");
    }

    @Test
    void aDatagramToAHeldPortIsAlarmedAndNotAnswered() throws Exception {
        net.watch("--set", "modes=[udp]", "--set", "ports.udp=161,54321", "--set", "banner=Go away");
        assertThat(net.ask("status")).contains("holds udp 161,54321").doesNotContain("left out");

        String found = net.hosts.show(
                net.attacker, "nmap", "-n", "-Pn", "--disable-arp-ping", "-sU", "-p", "54321", "--reason", VICTIM);

        assertThat(found).contains("open|filtered").contains("no-response");
        assertThat(lineWith(net.told(), "alarm")).contains(ATTACKER).contains("54321");
    }

    @Test
    void aServiceThatIsRestartedFindsItsPortAgain() throws Exception {
        Process service = net.hosts.onVictim("portcullis.watch.Echoing", "1080");
        lineWith(TwoHosts.linesOf(service), "serving");
        net.watch("--set", "modes=[tcp]", "--set", "ports.tcp=1080,1081");
        assertThat(net.ask("status")).contains("served tcp 22,1080 ").contains("holds tcp 1081");

        service.destroyForcibly().waitFor();
        net.await(() -> net.ask("status").contains("served tcp 22 "));

        assertThat(net.ask("status")).contains("left out tcp 1080: somebody serves it, or did within served.grace");
        lineWith(TwoHosts.linesOf(net.hosts.onVictim("portcullis.watch.Echoing", "1080")), "serving");
    }

    @Test
    void whatTheHostDoesNotAllowIsToldAndTheRestGoesOn() throws Exception {
        Process watcher = net.hosts.start(
                net.victim,
                "setpriv",
                "--bounding-set=-net_bind_service",
                "prlimit",
                "--nofile=600",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dportcullis.cache=target/cache",
                "-cp",
                System.getProperty("java.class.path"),
                "portcullis.Main",
                "watch",
                "--enforce",
                "--journal",
                folder.resolve("journal.db").toString(),
                "--control",
                folder.resolve("control").toString(),
                "--set",
                "modes=[tcp]",
                "--set",
                "ports.tcp=79,2000-2999");
        while (net.ask("status").isEmpty()) assertThat(watcher.isAlive()).isTrue();

        assertThat(net.ask("status"))
                .contains("holds tcp 2000-2224\n")
                .contains(
                        "left out tcp 79: the kernel says: Permission denied; ports below 1024 need root or CAP_NET_BIND")
                .contains(
                        "left out tcp 2225-2999: this process may open 600 files and sockets, which is enough for 225 ports");
        net.hosts.nmap("-sT", "-p", "2000-2224", VICTIM);
        while (!net.banned(4).contains(ATTACKER + " timeout"))
            assertThat(watcher.isAlive()).isTrue();
        assertThat(net.ask("stop")).startsWith("ok");
    }
}
