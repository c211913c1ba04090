package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;
import static portcullis.watch.TwoHosts.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portcullis.Namespaces;

/**
 * Every kind of scan that sends TCP or UDP probes to ports, with the real tools, against one armed watcher: the source is alarmed and
 * blocked in the kernel, its next connection to an open port fails, its established session goes on, and so does the innocent. Left out is
 * nmap -T0, which waits five minutes before its first probe, a SYN as any other.
 */
@Timeout(60)
class ScanKindsEndToEndTest {
    private static final String ATTACKER_6 = "2001:db8:1::66";
    private static final String VICTIM_6 = "2001:db8:1::10";
    private static final String ZOMBIE = "198.18.0.20";
    private static final String[] NMAP = {"nmap", "-n", "-Pn", "--disable-arp-ping", "--max-retries", "0"};
    private static final String[] HPING = {"timeout", "10", "hping3", "-q", "-n", "-i", "u1000", "-c", "60"};

    @TempDir
    private static Path folder;

    private static Guarded net;
    private static Guarded.Session established;
    private static Guarded.Session establishedOverIpv6;

    /** One kind of scan. @param source who is to be blamed: the address in the packets */
    record Scan(String kind, String source, List<String> command) {
        @Override
        public String toString() {
            return kind;
        }
    }

    @BeforeAll
    static void build() throws Exception {
        Namespaces.assumeUsable("nmap", "hping3", "masscan");
        net = Guarded.build(folder);
        for (int last = 100; last < 104; last++)
            run("ip", "-n", net.victim, "address", "add", "198.18.0." + last + "/24", "dev", "eth0");
        net.watch("--enforce", "--set", "block.udp=respond");
        established = net.session(net.attacker, VICTIM);
        establishedOverIpv6 = net.session(net.attacker, VICTIM_6);
        assertThat(established.goesOn() && establishedOverIpv6.goesOn()).isTrue();
    }

    @AfterAll
    static void takeDown() throws Exception {
        if (net != null) net.close();
    }

    static Stream<Scan> scans() {
        List<Scan> scans = new ArrayList<>();
        for (String way : List.of("-sS", "-sT", "-sF", "-sN", "-sX", "-sA", "-sM", "-sW")) {
            scans.add(nmap("nmap " + way, way, "-p", "1-40"));
            scans.add(nmap6("nmap -6 " + way, way, "-p", "1-40"));
        }
        scans.add(nmap("syn-t4", "-sS", "-T4", "-p", "1-40"));
        scans.add(nmap("syn-t5", "-sS", "-T5", "-p", "1-40"));
        scans.add(nmap("connect-t4", "-sT", "-T4", "-p", "1-40"));
        scans.add(nmap("udp", "-sU", "-p", "1-20"));
        scans.add(nmap6("ipv6-udp", "-sU", "-p", "1-20"));
        scans.add(nmap("os", "-O", "-p", "1-25"));
        scans.add(nmap("version", "-sV", "--version-light", "-p", "22,80"));
        scans.add(nmap("decoy", "-sS", "-D", "198.18.0.201,ME,198.18.0.203", "-p", "1-25"));
        scans.add(nmap("fragment", "-sS", "-f", "-p", "1-25"));
        scans.add(new Scan(
                "t1",
                ATTACKER,
                words(
                        new String[] {"timeout", "20", "nmap", "-n", "-Pn", "--disable-arp-ping"},
                        "-sS",
                        "-T1",
                        "-p",
                        "23,79",
                        VICTIM)));
        scans.add(nmap("t3", "-sS", "-T3", "-p", "1-25"));
        scans.add(nmap("t2", "-sS", "-T2", "-p", "23,79,111"));
        scans.add(nmap("sourceport", "-sS", "-g", "53", "-p", "1-40"));
        scans.add(nmap("badsum", "-sS", "--badsum", "-p", "1-25"));
        scans.add(new Scan("horizontal", ATTACKER, words(NMAP, "-sS", "-p", "23,3389", "198.18.0.100-103")));
        scans.add(new Scan(
                "masscan",
                ATTACKER,
                words(
                        new String[] {"timeout", "6", "masscan"},
                        VICTIM,
                        "-p",
                        "1-1024",
                        "--rate",
                        "2000",
                        "--wait",
                        "0",
                        "--interface",
                        "eth0",
                        "--adapter-ip",
                        ATTACKER,
                        "--router-mac")));
        for (String flag : List.of("-S", "-F", "-A", "-2"))
            scans.add(new Scan("hping " + flag, ATTACKER, words(HPING, flag, "-p", "++1", VICTIM)));
        scans.add(new Scan("zombie", ZOMBIE, words(HPING, "-a", ZOMBIE, "-S", "-p", "++70", VICTIM)));
        return scans.stream();
    }

    private static Scan nmap(String kind, String... words) {
        return new Scan(kind, ATTACKER, words(words(NMAP, words).toArray(String[]::new), VICTIM));
    }

    private static Scan nmap6(String kind, String... words) {
        return new Scan(kind, ATTACKER_6, words(words(NMAP, words).toArray(String[]::new), "-6", VICTIM_6));
    }

    private static List<String> words(String[] some, String... others) {
        List<String> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(others));
        return List.copyOf(all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scans")
    void isAlarmedAndBlockedAndNobodyElse(Scan scan) throws Exception {
        List<String> command = new ArrayList<>(scan.command);
        if (scan.kind.equals("masscan")) command.add(macOfVictim());

        net.hosts.show(net.attacker, command.toArray(String[]::new));

        net.awaitBanned(scan.source, true);
        assertThat(net.ask("history", scan.source)).contains("advanced-");
        boolean six = scan.source.contains(":");
        if (!scan.source.equals(ZOMBIE))
            assertThat(connects(net.attacker, six ? VICTIM_6 : VICTIM, 22)).isFalse();
        assertThat(connects(net.client, six ? Guarded.VICTIM_TO_CLIENT_6 : Guarded.VICTIM_TO_CLIENT, 22))
                .isTrue();
        assertThat((six ? establishedOverIpv6 : established).goesOn()).isTrue();
        net.ask("release", "all");
        net.awaitBanned(scan.source, false);
        assertThat(connects(net.attacker, six ? VICTIM_6 : VICTIM, 22)).isTrue();
    }

    private static String macOfVictim() throws Exception {
        return net.hosts.show(net.victim, "cat", "/sys/class/net/eth0/address").strip();
    }
}
