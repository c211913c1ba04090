package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.capture.live.Laboratory.VICTIM;
import static portcullis.capture.live.Laboratory.VICTIM_6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portcullis.capture.live.Laboratory.Child;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** With real scanners, in namespaces of their own; needs root and the tools, and says so where they are missing. */
@Timeout(120)
class LiveInterfaceTest {
    private static final Network[] OURS = {Network.of(Address.of(VICTIM)), Network.of(Address.of(VICTIM_6))};
    private static final Ports LOW = new Ports(List.of(new PortRange(1, 1023)));
    private static final String FILTER = new KernelFilter(
                    Map.of(Kind.ACK, LOW, Kind.UDP, LOW),
                    Ports.NONE,
                    List.of(new Served(Served.EVERYWHERE, Transport.TCP, new Ports(List.of(new PortRange(80, 80))))),
                    List.of(OURS),
                    List.of(),
                    new PortRange(32_768, 60_999))
            .text();

    private Laboratory laboratory;

    @BeforeAll
    static void assumePossible() {
        Laboratory.assumePossible();
    }

    @BeforeEach
    void build() {
        laboratory = Laboratory.open();
    }

    @AfterEach
    void remove() {
        laboratory.close();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void everyProbeOfEveryScanIsSeen(Door door) {
        Child child = listen(door, 1024);

        nmap("-sSU", VICTIM);
        List<String> seen = new ArrayList<>(scanned(child));
        for (String kind : List.of("-sF", "-sN", "-sX", "-sA", "-sM")) nmap(kind, VICTIM);
        seen.addAll(scanned(child));
        assertThat(kindsAndPorts(seen)).containsAll(expected("SYN", "UDP", "FIN", "NULL", "XMAS", "ACK", "MAIMON"));
        assertThat(seen).allMatch(line -> line.contains(" if 3 at "));

        nmap("-sSU", VICTIM_6, "-6");
        for (String kind : List.of("-sF", "-sN", "-sX", "-sA", "-sM")) nmap(kind, VICTIM_6, "-6");
        assertThat(kindsAndPorts(scanned(child)))
                .containsAll(expected("SYN", "UDP", "FIN", "NULL", "XMAS", "ACK", "MAIMON"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aHeaderThatIsCutIntoTinyFragmentsIsSeenAndBulkIsNot(Door door) {
        Child child = listen(door, 1024);

        nmap("-sS", VICTIM, "-f");
        List<String> seen = scanned(child);
        assertThat(kindsAndPorts(seen)).containsAll(expected("SYN"));

        laboratory.scan("hping3", "-q", "-A", "-p", "80", "-i", "u100", "-c", "500", VICTIM);
        assertThat(scanned(child)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aTagThatTheKernelTakesOutIsInItsPlaceAgain(Door door) {
        Child child = laboratory.listen(door, List.of(), "v0", 16, "tcp[13] = 0x29");
        child.await("ready link type 1");
        String addresses = "ffffffffffff020000000001";
        String packet = "0800" + "45000028000000004006" + "0000" + "c0000209c0000201" + "0fa000070000000000000000"
                + "50290200" + "00000000";

        laboratory.inject(addresses + "81000005" + packet);
        String tagged = child.await("packet");
        laboratory.inject(addresses + packet);
        String plain = child.await("packet");

        assertThat(tagged).startsWith("packet XMAS 192.0.2.9 > 192.0.2.1 7 ").endsWith(" bytes 58 vlan 5");
        assertThat(plain).startsWith("packet XMAS 192.0.2.9 > 192.0.2.1 7 ").endsWith(" bytes 54");
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void onLoopbackAPacketIsSeenOnce(Door door) {
        Child child = laboratory.listen(door, List.of(), "lo", 16, "tcp[13] = 0x29");
        child.await("ready link type 1");

        for (String port : List.of("7", "9"))
            laboratory.alone("hping3", "-q", "-c", "1", "--destport", port, "-F", "-P", "-U", "127.0.0.1");

        List<String> seen = new ArrayList<>();
        child.await(line -> seen.add(line) && line.contains(" 127.0.0.1 9 "), "the second packet");
        assertThat(kindsAndPorts(seen)).containsExactlyInAnyOrder("XMAS 7", "XMAS 9");
        assertThat(seen).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aLinkThatGoesDownAndUpIsSurvived(Door door) {
        Child child = listen(door, 1024);

        laboratory.link("down");
        child.tell("state");
        assertThat(child.await("state")).isEqualTo("state DOWN v0 is down");
        laboratory.link("up");
        child.tell("state");
        assertThat(child.await("state")).isEqualTo("state RUNNING ");
        nmap("-sS", VICTIM);

        assertThat(kindsAndPorts(scanned(child))).containsAll(expected("SYN"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void anInterfaceThatVanishesEndsTheLoopAndSaysSoAndItsHeirCanBeOpened(Door door) {
        Child child = listen(door, 1024);

        laboratory.unplug();
        assertThat(child.await("ended")).startsWith("ended GONE v0 is gone");
        laboratory.plug();
        child.tell("state");
        assertThat(child.await("state")).startsWith("state GONE");
        Child next = listen(door, 1024);
        nmap("-sS", VICTIM);

        assertThat(kindsAndPorts(scanned(next))).containsAll(expected("SYN"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aQuietLinkIsClosedAtOnce(Door door) {
        Child child = laboratory.listen(door, List.of(), "v0", 16, "tcp[13] = 0x29");
        child.await("ready");

        child.tell("close");

        String closed = child.await("closed");
        assertThat(closed).endsWith("still running false");
        assertThat(Integer.parseInt(closed.split(" ")[1])).isLessThan(1000);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void theFilterCanBeChangedMeanwhileAndABadOneChangesNothing(Door door) {
        Child child = laboratory.listen(door, List.of(), "v0", 1024, "tcp[13] = 0x29");
        child.await("ready link type 1");
        nmap("-sS", VICTIM);
        assertThat(scanned(child)).isEmpty();

        child.tell("filter nonsense and");
        assertThat(child.await("failed")).contains("libpcap refuses the kernel filter");
        child.tell("filter " + FILTER);
        child.await("filtered");
        nmap("-sS", VICTIM);

        assertThat(kindsAndPorts(scanned(child))).containsAll(expected("SYN"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aFullQueueDropsAndCounts(Door door) {
        Child child = listen(door, 16);
        child.tell("stop taking");
        List<String> said = child.upTo("counts", "counts");
        String before = said.get(said.size() - 1);
        assertThat(before).endsWith("queue dropped 0");

        laboratory.scan("hping3", "-q", "-S", "-p", "23", "-i", "u100", "-c", "500", VICTIM);

        child.tell("counts"); // the kernel hands a packet over as it comes, so all are counted by now
        String counts = child.await("counts");
        int already = number(before, "received="); // what came between the opening and the filter
        assertThat(number(counts, "received=") - already).isEqualTo(500);
        int lost = number(counts, "dropped=") + number(counts, "queue dropped ");
        assertThat(lost).isBetween(300, 484); // of the rest sixteen are in the queue, others wait in the kernel's ring
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void whatGoesWrongForAPacketIsNotSwallowed(Door door) {
        Child child = listen(door, 16);

        child.tell("break the clock");
        child.upTo("counts", "counts");
        laboratory.scan("hping3", "-q", "-S", "-p", "23", "-c", "1", VICTIM);

        assertThat(child.await("ended")).isEqualTo("ended THREW the clock is broken");
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void withoutTheCapabilityItIsNamed(Door door) {
        Child child = laboratory.listen(door, List.of("setpriv", "--bounding-set", "-net_raw"), "v0", 16, "");

        assertThat(child.await("failed")).startsWith("failed 77 v0: capturing needs the capability CAP_NET_RAW");
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void anInterfaceThatIsNotThereOrNotUpIsUnavailable(Door door) {
        assertThat(laboratory.listen(door, List.of(), "v7", 16, "").await("failed"))
                .isEqualTo("failed 69 v7: there is no such interface; `ip link` lists them");

        laboratory.link("down");
        assertThat(laboratory.listen(door, List.of(), "v0", 16, "").await("failed"))
                .isEqualTo("failed 69 v0: is down; `ip link set v0 up`");
    }

    private Child listen(Door door, int slots) {
        Child child = laboratory.listen(door, List.of(), "v0", slots, FILTER);
        child.await("ready link type 1");
        return child;
    }

    private void nmap(String kind, String target, String... more) {
        List<String> words = new ArrayList<>(List.of("nmap", kind, "-Pn", "-n", "-T5", "--max-retries", "0"));
        words.addAll(List.of("--host-timeout", "20s", "-p", "21,23,25", target));
        words.addAll(List.of(more));
        laboratory.scan(words.toArray(String[]::new));
    }

    /** What has been seen of these ports up to now. A XMAS packet to another port, which every filter here passes, marks the end. */
    private List<String> scanned(Child child) {
        List<String> seen = new ArrayList<>();
        laboratory.scan("hping3", "-q", "-c", "1", "--destport", "7", "-F", "-P", "-U", VICTIM);
        child.await(line -> seen.add(line) && line.contains(" > " + VICTIM + " 7 "), "the mark");
        seen.remove(seen.size() - 1);
        return seen;
    }

    private static int number(String line, String after) {
        return Integer.parseInt(
                line.substring(line.indexOf(after) + after.length()).replaceAll("\\D.*", ""));
    }

    private static Set<String> kindsAndPorts(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("packet"))
                .map(line -> line.split(" ")[1] + " " + line.split(" ")[5])
                .collect(Collectors.toSet());
    }

    private static List<String> expected(String... kinds) {
        List<String> expected = new ArrayList<>();
        for (String kind : kinds) for (int port : new int[] {21, 23, 25}) expected.add(kind + " " + port);
        return expected;
    }
}
