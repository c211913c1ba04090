package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portcullis.watch.TwoHosts.VICTIM;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The 34 system tests of PortSentry 2 (its system_test_robot, by their numbers) in our own command line: each a source of its own, and all
 * that are set up alike before one watcher. What cannot apply: the size of its binary blocked file, where a file of lines of 1.x stands here;
 * that the program is linked with libpcap; its option -L, for a source that is its own target is never blocked here; banners over UDP; and that
 * of what is done about a source one waits for the other (011, 012), as it starts in that order and runs side by side.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PortSentryCasesEndToEndTest {
    private static final String VICTIM_6 = "2001:db8:1::10";
    private static final String BANNER = "Go away, $TARGET$ at $PORT$.";
    private static final long LATE = 5_000;
    private static final List<String> BOTH = List.of("-tcp", "-udp");
    private static final List<String> STEALTH = List.of("-stcp", "-sudp");

    /** How the watcher is set up, and who probes it. */
    enum SetUp {
        CONNECT(BOTH, "responders: [send-a-banner, deny-with-tcp-wrappers, run-a-command]"),
        CONNECT_AND_REPORT(BOTH, "block: { tcp: report, udp: report }"),
        CONNECT_AND_RUN(BOTH, "block: { tcp: run, udp: run }"),
        CONNECT_TWICE(BOTH, "responders: [deny-with-tcp-wrappers]\ntrigger: 2"),
        CONNECT_AND_CUT(BOTH, "responders: [deny-with-tcp-wrappers, blackhole-the-route]"),
        CONNECT_AND_CUT_LAST(BOTH, "responders: [run-a-command, blackhole-the-route]"),
        STEALTH_BY_THE_RING(STEALTH, "responders: [deny-with-tcp-wrappers]"),
        STEALTH_BY_LIBPCAP(STEALTH, "responders: [deny-with-tcp-wrappers]");

        private final List<String> modes;
        private final String settings;

        SetUp(List<String> modes, String settings) {
            this.modes = modes;
            this.settings = settings;
        }
    }

    /**
     * @param number of the system test
     * @param probes what is sent, in order: {@code connect 11}, {@code hear 11}, {@code udp 11}, {@code nmap -sS 11}
     * @param told the whole of what is told of its source, without times: S stands for the source
     * @param blocked whether it stands in a blocked file afterwards
     */
    private record Row(
            String number, SetUp setUp, String source, List<String> probes, List<String> told, boolean blocked) {}

    private static final String SYN = "TCP SYN/Normal scan from host: S/S to TCP port: 11";
    private static final String TCP = "Connect from host: S/S to TCP port: 11";
    private static final String UDP = "Connect from host: S/S to UDP port: 11";
    private static final String DATAGRAM = "UDP scan from host: S/S to UDP port: 11";
    private static final String AGAIN = "Host: S is already blocked. Ignoring";
    private static final String AGAIN_RAW = "Host: S/S is already blocked Ignoring";
    private static final String DENIED = "Host S has been blocked via wrappers with string: \"ALL: S\"";
    private static final String CUT =
            "Host S has been blocked via dropped route using command: \"ip -4 route replace blackhole S\"";
    private static final String RUN = "External command run for host: S using command: \"/usr/bin/touch FOLDER/S-11-";

    private static final List<Row> ROWS = List.of(
            row(
                    "001",
                    SetUp.CONNECT,
                    of("connect 11", "connect 11", "udp 11", "udp 11"),
                    TCP,
                    DENIED,
                    RUN + "tcp\"",
                    TCP,
                    AGAIN,
                    UDP,
                    AGAIN,
                    UDP,
                    AGAIN),
            row(
                    "002",
                    SetUp.CONNECT,
                    of("udp 11", "udp 11", "connect 11", "connect 11"),
                    UDP,
                    DENIED,
                    RUN + "udp\"",
                    UDP,
                    AGAIN,
                    TCP,
                    AGAIN,
                    TCP,
                    AGAIN),
            row("003", SetUp.CONNECT, of("hear 11", "connect 11"), TCP, DENIED, RUN + "tcp\"", TCP, AGAIN),
            row("004", SetUp.CONNECT, of("udp 11", "udp 11"), UDP, DENIED, RUN + "udp\"", UDP, AGAIN),
            row(
                    "005",
                    SetUp.CONNECT_AND_REPORT,
                    of("connect 11", "connect 11"),
                    TCP,
                    ignoring("TCP"),
                    TCP,
                    ignoring("TCP")),
            row("006", SetUp.CONNECT_AND_REPORT, of("udp 11", "udp 11"), UDP, ignoring("UDP"), UDP, ignoring("UDP")),
            row("007", SetUp.CONNECT_AND_RUN, of("connect 11"), TCP, RUN + "tcp\""),
            row("008", SetUp.CONNECT_AND_RUN, of("udp 11"), UDP, RUN + "udp\""),
            row("009", SetUp.CONNECT_TWICE, of("connect 11", "connect 11", "connect 11"), TCP, DENIED, TCP, AGAIN),
            row("010", SetUp.CONNECT_AND_CUT_LAST, of("connect 11"), TCP, RUN + "tcp\"", CUT),
            row("011", SetUp.CONNECT, of("connect 11"), TCP, DENIED, RUN + "tcp\""),
            row("012", SetUp.CONNECT_AND_CUT_LAST, of("connect 11"), TCP, RUN + "tcp\"", CUT),
            row("013", SetUp.CONNECT_AND_CUT, of("connect 11"), TCP, DENIED, CUT),
            row("014", SetUp.STEALTH_BY_THE_RING, of("connect 11", "connect 11"), SYN, DENIED, SYN, AGAIN_RAW),
            row(
                    "015",
                    SetUp.STEALTH_BY_THE_RING,
                    of("nmap -sU 11", "nmap -sU 11"),
                    DATAGRAM,
                    DENIED,
                    DATAGRAM,
                    AGAIN_RAW),
            itself("016"),
            row("018", SetUp.STEALTH_BY_THE_RING, of("nmap -sS 11"), SYN, DENIED),
            row(
                    "019",
                    SetUp.STEALTH_BY_THE_RING,
                    of("nmap -sN 11"),
                    " TCP NULL scan from host: S/S to TCP port: 11",
                    DENIED),
            row(
                    "020",
                    SetUp.STEALTH_BY_THE_RING,
                    of("nmap -sX 11"),
                    "TCP XMAS scan from host: S/S to TCP port: 11",
                    DENIED),
            row(
                    "021",
                    SetUp.STEALTH_BY_THE_RING,
                    of("nmap -sF 11"),
                    "TCP FIN scan from host: S/S to TCP port: 11",
                    DENIED),
            row(
                    "023",
                    SetUp.CONNECT_AND_REPORT,
                    of("connect 11", "connect 11", "udp 11", "udp 11"),
                    TCP,
                    ignoring("TCP"),
                    TCP,
                    ignoring("TCP"),
                    UDP,
                    ignoring("UDP"),
                    UDP,
                    ignoring("UDP")),
            row(
                    "024",
                    SetUp.STEALTH_BY_THE_RING,
                    of("connect 11", "connect 11", "nmap -sU 11", "nmap -sU 11"),
                    SYN,
                    DENIED,
                    SYN,
                    AGAIN_RAW,
                    DATAGRAM,
                    AGAIN_RAW,
                    DATAGRAM,
                    AGAIN_RAW),
            row("025", SetUp.STEALTH_BY_THE_RING, of("connect 4")),
            row("026", SetUp.CONNECT, of("connect 4")),
            row("027", SetUp.STEALTH_BY_LIBPCAP, of("connect 4")),
            six("028", SetUp.CONNECT, of("connect 11", "connect 11"), TCP, DENIED, RUN + "tcp\"", TCP, AGAIN),
            six("029", SetUp.STEALTH_BY_THE_RING, of("connect 11", "connect 11"), SYN, DENIED, SYN, AGAIN_RAW),
            six("030", SetUp.STEALTH_BY_LIBPCAP, of("connect 11", "connect 11"), SYN, DENIED, SYN, AGAIN_RAW),
            row("031", SetUp.STEALTH_BY_THE_RING, of("connect 11")),
            row("032", SetUp.STEALTH_BY_THE_RING, of("connect 11")),
            six("033", SetUp.STEALTH_BY_THE_RING, of("connect 11")),
            six("034", SetUp.STEALTH_BY_THE_RING, of("connect 11")),
            row("100", SetUp.STEALTH_BY_LIBPCAP, of("connect 11", "connect 11"), SYN, DENIED, SYN, AGAIN_RAW),
            row(
                    "101",
                    SetUp.STEALTH_BY_LIBPCAP,
                    of("connect 11", "connect 11", "nmap -sU 11", "nmap -sU 11"),
                    SYN,
                    DENIED,
                    SYN,
                    AGAIN_RAW,
                    DATAGRAM,
                    AGAIN_RAW,
                    DATAGRAM,
                    AGAIN_RAW));

    @TempDir
    private static Path folder;

    private static Shooting range;

    private static List<String> of(String... probes) {
        return List.of(probes);
    }

    private static String ignoring(String transport) {
        return "Ignoring " + transport + " response per configuration file setting.";
    }

    private static Row row(String number, SetUp setUp, List<String> probes, String... told) {
        return row(number, setUp, "198.18.64." + Integer.parseInt(number), probes, told);
    }

    private static Row six(String number, SetUp setUp, List<String> probes, String... told) {
        return row(number, setUp, "2001:db8:2::" + number.replaceFirst("^0+", ""), probes, told);
    }

    private static Row row(String number, SetUp setUp, String source, List<String> probes, String... told) {
        boolean blocked = Arrays.stream(told).anyMatch(line -> line.contains("has been blocked"));
        return new Row(number, setUp, source, probes, List.of(told), blocked);
    }

    private static Row itself(String number) {
        return row(number, SetUp.STEALTH_BY_THE_RING, VICTIM, List.of("packet 11"));
    }

    @BeforeAll
    static void build() throws Exception {
        range = Shooting.begin("tcp:22");
    }

    @AfterAll
    static void takeDown() throws IOException {
        if (range != null) range.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatItsSystemTestsAskForHolds(SetUp setUp) throws Exception {
        List<Row> rows = ROWS.stream().filter(row -> row.setUp == setUp).toList();
        Path etc = Files.createDirectory(folder.resolve(setUp.name()));
        Files.createFile(etc.resolve("hosts.deny"));
        watch(setUp, etc);
        try {
            probeAndCompare(setUp, rows, etc);
        } finally {
            range.stop(etc.resolve("control"));
        }
    }

    private static void probeAndCompare(SetUp setUp, List<Row> rows, Path etc) throws Exception {
        List<String> banners = new ArrayList<>();
        for (Row row : rows) banners.addAll(probe(row));
        String marker = "198.18.64.200";
        for (int i = 0; i < 3; i++) probe(row("200", setUp, marker, List.of("connect 11")));
        range.awaitToldOf(List.of(marker));
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Row row : rows) expected.put(row.number, expected(row, etc));
        Map<String, Boolean> listed = new LinkedHashMap<>();
        for (Row row : rows) listed.put(row.number, row.blocked);
        range.heard.await(
                lines -> told(rows, lines).equals(expected) && listed(rows, etc).equals(listed),
                LATE); // programs run beside the line

        assertThat(told(rows, range.heard.lines())).isEqualTo(expected);
        assertThat(listed(rows, etc)).isEqualTo(listed);
        if (setUp == SetUp.CONNECT) assertThat(banners).containsExactly("Go away, 198.18.64.3 at 11.");
        if (setUp == SetUp.CONNECT_AND_CUT)
            assertThat(range.hosts.show(range.hosts.victim(), "ip", "route", "show", "type", "blackhole"))
                    .contains("198.18.64.13");
    }

    private static void watch(SetUp setUp, Path etc) throws Exception {
        Path settings =
                Files.writeString(etc.resolve("settings.yaml"), """
                ports: { tcp: "1,5-11", udp: "1,7-11" }
                banner: "%s"
                command: [/usr/bin/touch, "%s/$TARGET$-$PORT$-$MODE$"]
                hosts-deny: %s/hosts.deny
                blocked-file: %s/blocked
                ignore: [198.18.64.31/32, 198.18.64.32, "2001:db8:2::33/128", "2001:db8:2::34"]
                log: { of-a-source: 0 }
                %s
                """.formatted(BANNER, etc, etc, etc, setUp.settings));
        List<String> words = new ArrayList<>(List.of("watch", "--as-portsentry", "--enforce"));
        words.addAll(setUp.modes);
        words.addAll(List.of(
                "--settings",
                settings.toString(),
                "--control",
                etc.resolve("control").toString()));
        words.addAll(List.of("--journal", etc.resolve("journal.db").toString()));
        if (!setUp.settings.contains("block:")) words.addAll(List.of("--set", "block.udp=respond"));
        if (setUp == SetUp.STEALTH_BY_LIBPCAP) words.addAll(List.of("--capture", "pcap4j"));
        range.watch(words);
    }

    /** @return what was read on connections */
    private static List<String> probe(Row row) throws Exception {
        List<String> read = new ArrayList<>();
        String target = row.source.contains(":") ? VICTIM_6 : VICTIM;
        for (int i = 0; i < row.probes.size(); i++) {
            String[] words = row.probes.get(i).split(" ");
            int port = Integer.parseInt(words[words.length - 1]);
            int sourcePort = 20_000 + 100 * row.number.hashCode() % 10_000 + i;
            switch (words[0]) {
                case "nmap" ->
                    range.hosts.nmap(
                            "--max-retries", "0", "-e", "eth0", "-S", row.source, words[1], "-p", words[2], target);
                case "udp" ->
                    range.fire(new Shot(row.source, sourcePort, target, port, Shot.UDP, false, 0, false).orders());
                case "packet" ->
                    range.fire(new Shot(row.source, sourcePort, target, port, 2, false, 0, false).orders());
                default -> read.addAll(range.fire(List.of(String.join(" ", words[0], row.source, target, words[1]))));
            }
        }
        return read;
    }

    private static List<String> expected(Row row, Path etc) {
        return row.told.stream()
                .map(line -> line.replaceAll("\\bS\\b", row.source).replace("FOLDER", etc.toString()))
                .map(line -> line.replaceAll("ALL: ([0-9a-f]*:[0-9a-f:]+)", "ALL: [$1]"))
                .sorted()
                .toList();
    }

    /** By the numbers of the rows. Sorted, since programs run beside the line; what stands before what is asked for elsewhere. */
    private static Map<String, List<String>> told(List<Row> rows, List<String> lines) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        rows.forEach(row -> told.put(row.number, new ArrayList<>()));
        List<String> last = new ArrayList<>();
        for (String line : lines) {
            int at = line.indexOf("attackalert: ");
            if (at < 0) continue;
            String text = line.substring(at + "attackalert: ".length());
            List<String> whose = rows.stream()
                    .filter(row -> text.matches(".*[ /]" + row.source.replace(".", "\\.") + "[ ./:].*"))
                    .findFirst()
                    .map(row -> told.get(row.number))
                    .orElse(text.startsWith("Ignoring") ? last : new ArrayList<>());
            whose.add(text);
            last = whose;
        }
        told.values().forEach(each -> each.sort(null));
        return told;
    }

    private static Map<String, Boolean> listed(List<Row> rows, Path etc) {
        Map<String, Boolean> listed = new LinkedHashMap<>();
        for (Row row : rows)
            listed.put(
                    row.number,
                    row.setUp.modes.stream()
                            .map(mode -> text(etc.resolve("blocked." + mode.substring(1))))
                            .anyMatch(text -> text.contains("/" + row.source + " Port: 11 ")));
        return listed;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notYet) {
            return "";
        }
    }
}
