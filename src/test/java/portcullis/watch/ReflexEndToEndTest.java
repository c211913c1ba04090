package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.ATTACKER;
import static portcullis.watch.TwoHosts.VICTIM;
import static portcullis.watch.TwoHosts.connects;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's first answer to a real nmap, and to senders that are forged. */
@Timeout(90)
class ReflexEndToEndTest {
    private static final Pattern HELD_NONE = Pattern.compile("for want of room (\\d+)");

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

    @ParameterizedTest
    @ValueSource(strings = {"-sS", "-sT", "-sA", "-sF", "-sX", "-sN", "-sM"})
    void theSecondProbeIsDroppedAlready(String scan) throws Exception {
        watch();
        Guarded.Session established = net.session(net.attacker, VICTIM);
        assertThat(established.goesOn()).isTrue();

        String seen = scan(scan, VICTIM);

        assertThat(answers(seen)).isLessThanOrEqualTo(3);
        net.awaitBanned(ATTACKER, true);
        assertThat(connects(net.attacker, VICTIM, 22)).isFalse();
        assertThat(established.goesOn()).isTrue();
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
        assertThat(net.ask("status")).containsPattern("holds confirmed [1-9]");
    }

    @Test
    void soItIsOverIpv6() throws Exception {
        watch();

        String seen = scan("-sS", "-6", "2001:db8:1::10");

        assertThat(answers(seen)).isLessThanOrEqualTo(3);
        net.awaitBanned("2001:db8:1::66", true);
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT_6, 22)).isTrue();
    }

    @Test
    void whoNoRuleBlamesIsLetGo() throws Exception {
        watch("--set", "trigger.probes=5");

        net.hosts.nmap("-sS", "-p", "23", "--max-retries", "0", VICTIM);

        net.await(() -> net.ask("status").contains("lifted 1"));
        assertThat(net.ask("status")).contains(ATTACKER);
        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
    }

    @Test
    void theProtectedAreNeverHeld() throws Exception {
        watch("--set", "block.never=[" + ATTACKER + "]");

        net.hosts.nmap("-sS", "-p", "1-100", VICTIM);

        assertThat(connects(net.attacker, VICTIM, 22)).isTrue();
        assertThat(net.ask("status")).contains("held packets first 0,");
    }

    @Test
    void forgedSendersDoNotFillTheSetAndTheScannerIsFound() throws Exception {
        watch();
        Process flood = net.hosts.start(
                net.attacker, "hping3", "-q", "-n", "-S", "--rand-source", "-p", "23", "-i", "u50", VICTIM);
        net.await(() -> givenUp() > 0);

        net.hosts.nmap("-sS", "-p", "1-21,23-60", "--max-retries", "1", VICTIM);

        net.awaitBanned(ATTACKER, true);
        assertThat(held()).isLessThan(16_384);
        assertThat(connects(net.client, Guarded.VICTIM_TO_CLIENT, 22)).isTrue();
        flood.destroy();
        flood.waitFor();
    }

    private void watch(String... more) throws Exception {
        String[] words = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("--enforce", "--set", "reflex=on"), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        net.watch(words);
        net.await(() -> net.hosts
                .show(net.victim, "nft", "list", "set", "inet", "portcullis", "reflex_tcp")
                .contains("21 timeout"));
    }

    private String scan(String... words) throws Exception {
        String[] command = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "nmap",
                                "-n",
                                "-Pn",
                                "--disable-arp-ping",
                                "--max-retries",
                                "0",
                                "--min-rate",
                                "500",
                                "-v",
                                "--reason",
                                "-p",
                                "1-500"),
                        java.util.Arrays.stream(words))
                .toArray(String[]::new);
        return net.hosts.show(net.attacker, command);
    }

    /** Ports about which the victim itself told something. */
    private static int answers(String seen) {
        int answers = 0;
        Matcher listed =
                Pattern.compile("(?m)^\\d+/tcp +\\S+ +\\S+ +(reset|syn-ack)").matcher(seen);
        while (listed.find()) answers++;
        Matcher together =
                Pattern.compile("Not shown: (\\d+) (?:closed|unfiltered)").matcher(seen);
        while (together.find()) answers += Integer.parseInt(together.group(1));
        assertThat(seen).contains("Nmap done: 1 IP address (1 host up)");
        return answers;
    }

    private long givenUp() {
        Matcher found = HELD_NONE.matcher(net.ask("status"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private long held() throws Exception {
        return net.hosts
                        .show(net.victim, "nft", "list", "set", "inet", "portcullis", "hold4")
                        .split("expires", -1)
                        .length
                - 1;
    }
}
