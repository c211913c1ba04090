package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portcullis.Namespaces;

/**
 * Traffic that is no scan, against one armed watcher that answers UDP as well: nobody is alarmed, nobody is blocked. After each kind a
 * real scanner is, so that silence is not that of a watcher that sees nothing.
 */
@Timeout(60)
@DisplayName("nobody is blocked by")
class BenignKindsEndToEndTest {
    private static final String CLIENT = "198.18.1.20";
    private static final String CLIENT_6 = "2001:db8:2::20";

    @TempDir
    private static Path folder;

    private static Guarded net;

    @BeforeAll
    static void build() throws Exception {
        Namespaces.assumeUsable("nmap", "hping3", "ping");
        net = Guarded.build(folder);
        TwoHosts.lineWith(
                TwoHosts.linesOf(net.hosts.onHost(net.client, "true", "portcullis.watch.Echoing", "22", "50022")),
                "serving");
        net.watch("--enforce", "--set", "preset=shipped", "--set", "block.udp=respond");
    }

    @AfterAll
    static void takeDown() throws Exception {
        if (net != null) net.close();
    }

    /** Of the host from which it comes, a shell command; C is the client's address, V the victim's as the client sees it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "many short connections | client | for i in {1..60}; do (exec 3<>/dev/tcp/V/22); done",
                "the same over IPv6 | client | for i in {1..60}; do (exec 3<>/dev/tcp/V6/22); done",
                "a client of a service that is down | client | for i in {1..8}; do (exec 3<>/dev/tcp/V/8081); done",
                "a sequence of knocks | client | for p in 7000 8000 9000 22; do (exec 3<>/dev/tcp/V/$p); done",
                "whoever asks for a port mapper | client | for p in 111 2049; do (exec 3<>/dev/tcp/V/$p); echo q >/dev/udp/V/111; done",
                "a data connection of active FTP | victim | for i in 1 2 3 4 5; do (exec 3<>/dev/tcp/C/50022); done",
                "questions to a name server that is not there | victim | for i in {1..20}; do echo q >/dev/udp/C/53; done",
                "late answers of a name server | both | hping3 -q -n -2 -s 40000 -k -p 53 -c 3 -i u10000 C; hping3 -q -n -2 -s 53 -k -p 40000 -c 5 -i u10000 V",
                "broadcasts | client | for p in 67 137 138 17500; do hping3 -q -n -2 -s $p -k -p $p -c 2 -i u10000 198.18.1.255; done",
                "multicasts | client | ip route add 224.0.0.0/4 dev eth0; for p in 5353 5355 1900; do hping3 -q -n -2 -p $p -c 2 -i u10000 224.0.0.251; done",
                "a traceroute | client | for t in {1..15}; do hping3 -q -n -2 -p $((33433 + t)) -t $t -c 1 -i u1000 V; done",
                "pings | client | ping -q -c 20 -i 0.02 V; ping -q -c 5 -i 0.02 V6",
                "resets that answer forged packets | client | hping3 -q -n -R -A -s 80 -k -p ++800 -c 100 -i u1000 V",
                "SYN/ACKs that answer forged packets | client | hping3 -q -n -S -A -s 80 -k -p ++800 -c 100 -i u1000 V",
            })
    void everydayTraffic(String kind, String from, String command) throws Exception {
        String words = command.replace("V6", Guarded.VICTIM_TO_CLIENT_6)
                .replace("V", Guarded.VICTIM_TO_CLIENT)
                .replaceAll("\\bC\\b", CLIENT);
        String[] parts = from.equals("both") ? words.split("; ", 2) : new String[] {words};
        net.hosts.show(from.equals("client") ? net.client : net.victim, "timeout", "20", "bash", "-c", parts[0]);
        if (parts.length > 1) net.hosts.show(net.client, "timeout", "20", "bash", "-c", parts[1]);

        net.hosts.nmap("-sS", "-p", "21,23,25,110", VICTIM);
        net.awaitBanned(ATTACKER, true);

        assertThat(net.ask("list")).doesNotContain(CLIENT).doesNotContain(CLIENT_6);
        assertThat(net.ask("history", CLIENT)).doesNotContain("alarm");
        assertThat(net.ask("history", CLIENT_6)).doesNotContain("alarm");
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
        net.ask("release", "all");
        net.awaitBanned(ATTACKER, false);
    }
}
