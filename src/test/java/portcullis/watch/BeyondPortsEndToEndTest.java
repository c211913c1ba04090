package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portcullis.Namespaces;

/**
 * What asks a host otherwise than by TCP and UDP ports, with the real tools, each from a source of its own: it comes
 * through the kernel's filter and is told of by the rule for it. Nobody is blocked, as {@code block.other} stands.
 */
@Timeout(120)
class BeyondPortsEndToEndTest {
    private static final String VICTIM_6 = "2001:db8:1::10";

    @TempDir
    private static Path folder;

    private static Guarded net;

    @BeforeAll
    static void build() throws Exception {
        Namespaces.assumeUsable("nmap", "hping3");
        net = Guarded.build(folder);
        for (int last = 100; last < 106; last++) {
            address(net.victim, "198.18.0." + last + "/24");
            address(net.victim, "2001:db8:1::" + last + "/64");
        }
        for (int last = 70; last < 80; last++) {
            address(net.attacker, "198.18.0." + last + "/24");
            address(net.attacker, "2001:db8:1::" + last + "/64");
        }
        net.watch("--observe", "--set", "preset=shipped");
    }

    private static void address(String host, String address) throws IOException, InterruptedException {
        if (address.contains(":")) run("ip", "-n", host, "address", "add", address, "dev", "eth0", "nodad");
        else run("ip", "-n", host, "address", "add", address, "dev", "eth0");
    }

    @AfterAll
    static void takeDown() throws Exception {
        if (net != null) net.close();
    }

    @ParameterizedTest(name = "{1} by {0}")
    @CsvSource({
        "198.18.0.70, sctp-scan, -Pn --disable-arp-ping -sY -p 1-9 " + VICTIM,
        "198.18.0.71, sctp-scan, -Pn --disable-arp-ping -sZ -p 1-9 " + VICTIM,
        "2001:db8:1::70, sctp-scan, -6 -Pn --disable-arp-ping -sY -p 1-9 " + VICTIM_6,
        "198.18.0.72, protocol-scan, '-Pn --disable-arp-ping -sO -p 3,5,7,8,9,11 " + VICTIM + "'",
        "2001:db8:1::72, protocol-scan, '-6 -Pn --disable-arp-ping -sO -p 3,5,7,8,9,11 " + VICTIM_6 + "'",
        "198.18.0.73, ping-sweep, -sn -PE --disable-arp-ping 198.18.0.100-105",
        "198.18.0.74, ping-sweep, -sn -PP --disable-arp-ping 198.18.0.100-105",
        "2001:db8:1::73, ping-sweep, -6 -sn -PE --disable-arp-ping 2001:db8:1::100 2001:db8:1::101 2001:db8:1::102 2001:db8:1::103",
    })
    void isToldOf(String source, String rule, String words) throws Exception {
        String[] nmap = {"nmap", "-n", "--max-retries", "0", "--host-timeout", "5s", "-S", source, "-e", "eth0"};

        net.hosts.show(net.attacker, together(nmap, words.split(" ")));

        net.await(() -> net.ask("history", source).contains(rule));
        assertThat(net.ask("list")).doesNotContain(source);
    }

    @Test
    void pingsOfOneHostAreNoSweep() throws Exception {
        String source = "198.18.0.76";

        net.hosts.show(
                net.attacker,
                "timeout",
                "10",
                "hping3",
                "-q",
                "-n",
                "-1",
                "-a",
                source,
                "-c",
                "30",
                "-i",
                "u1000",
                VICTIM);
        net.hosts.show(net.attacker, "nmap", "-n", "-Pn", "-S", "198.18.0.77", "-e", "eth0", "-p", "1-9", VICTIM);

        net.await(() -> net.ask("history", "198.18.0.77").contains("advanced-tcp")); // which came later
        assertThat(net.ask("history", source)).doesNotContain("ping-sweep");
    }

    private static String[] together(String[] some, String[] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
    }
}
