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
        assertThat(net.ask("status")).contains("holds tcp 1080,6000-8000").contains("22=somebody serves it");
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
        assertThat(net.ask("status")).contains("1080=somebody serves it").contains("holds udp 161,9999");

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
}
