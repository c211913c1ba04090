package portcullis.heir.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.fact.Refused;
import portcullis.heir.conf.Finding;
import portcullis.heir.kill.Planning;

/** Whole hosts of PortSentry; what comes of each stands in its inheritance.txt. {@code -Dgolden.accept=true} rewrites them. */
class EstateTest {
    private static final Path ESTATES =
            Path.of("src/test/resources/portcullis/heir/estates").toAbsolutePath();
    private static final String GOLDEN = "inheritance.txt";

    @TempDir
    private Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(ESTATES)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsTakenOverAsItsGoldenSays(String name) throws Exception {
        Path golden = ESTATES.resolve(name).resolve(GOLDEN);
        String told = told(read(name), ESTATES.resolve(name));
        if (Boolean.getBoolean("golden.accept")) Files.writeString(golden, told);

        assertThat(told).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsSettingsReadAsTheyWereMeantAndItsRespondersAreInOrder(String name) throws Exception {
        Inheritance inheritance = read(name);
        for (var file : inheritance.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        Settings settings =
                new SettingsReader().file(folder.resolve(Inheritance.SETTINGS)).settings();

        Settings meant = new SettingsReader()
                .text("", 0, inheritance.files().get(Inheritance.SETTINGS).replaceAll("(?m)^ignore-file:.*$", ""))
                .settings();
        assertThat(settings.differences(meant).keySet()).isSubsetOf("ignore", "ignore-file");
        if (inheritance.hasScripts())
            try (Planning planning = Planning.of(folder.resolve("policies"))) {
                assertThat(planning.problems()).isEmpty();
            }
    }

    static List<String> namesWithAConfiguration() throws IOException {
        return names().stream().filter(name -> Files.exists(conf(name))).toList();
    }

    private static Path conf(String name) {
        return ESTATES.resolve(name).resolve("etc/portsentry/portsentry.conf");
    }

    @ParameterizedTest
    @MethodSource("namesWithAConfiguration")
    void everyOptionIsAccountedFor(String name) throws Exception {
        Path conf = conf(name);
        List<String> lines = Files.readAllLines(conf);
        List<Integer> told = read(name).findings().stream()
                .filter(finding -> finding.file().endsWith("portsentry.conf"))
                .map(Finding::line)
                .toList();

        for (int i = 0; i < lines.size(); i++)
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                assertThat(told).as(lines.get(i)).contains(i + 1);
    }

    @Test
    void theRealConfigurationOfDebianBecomesTheSame() throws Exception {
        Path real = Path.of("/etc/portsentry/portsentry.conf");
        assumeTrue(Files.exists(real), "SKIPPED: Debian's portsentry is not installed");
        Path copy = Files.createDirectories(folder.resolve("etc/portsentry"));
        Files.copy(real, copy.resolve("portsentry.conf"));
        Files.copy(
                ESTATES.resolve("debian-as-shipped/etc/portsentry/portsentry.ignore.static"),
                copy.resolve("portsentry.ignore.static"));
        Files.createDirectories(folder.resolve("etc/default"));
        Files.copy(
                ESTATES.resolve("debian-as-shipped/etc/default/portsentry"), folder.resolve("etc/default/portsentry"));

        Inheritance inheritance = Estate.read(Wish.of(copy));

        assertThat(bare(inheritance)).isEqualTo(bare(read("debian-as-shipped")));
        assertThat(inheritance.of(Finding.Fate.LOST)).isEmpty();
    }

    /** The settings without remarks, which name files. */
    private static String bare(Inheritance inheritance) {
        return inheritance.files().get(Inheritance.SETTINGS).replaceAll("(?m)^ *#.*\n", "");
    }

    @Test
    void aCopyIsNeverMixedWithWhatThisHostHas() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.writeString(
                copy.resolve("portsentry.conf"),
                "ADVANCED_PORTS_TCP=\"1024\"\nIGNORE_FILE=\"/etc/hosts\"\nHISTORY_FILE=\"/etc/hosts\"\nBLOCKED_FILE=\"/etc/hosts\"\n");
        Files.writeString(copy.resolve("hosts.deny"), "ALL: 203.0.113.9\n");

        Inheritance inheritance = Estate.read(Wish.of(copy));

        assertThat(inheritance.findings().stream().map(Finding::file)).noneMatch(file -> file.startsWith("/etc"));
        assertThat(inheritance.files()).containsOnlyKeys(Inheritance.SETTINGS);
    }

    @Test
    void aFolderThatOnlyLooksLikeThisHostsIsACopy() {
        for (String copy :
                List.of("/opt/copy", "/etc/copy", "/usr/copy", "/usr/local/etc/copy", "/opt/etc/portsentry")) {
            Whereabouts places = Whereabouts.of(Path.of(copy));

            assertThat(places.usual("etc/hosts")).as(copy).isEmpty();
            assertThat(places.named("/etc/hosts")).as(copy).isEmpty();
        }
        for (String own : List.of("/etc/portsentry", "/usr/local/etc", "/usr/local/psionic/portsentry"))
            assertThat(Whereabouts.of(Path.of(own)).usual("etc/hosts")).contains(Path.of("/etc/hosts"));
    }

    @Test
    void whatStandsBesideTheConfigurationComesFirst() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("etc/portsentry"));
        Files.writeString(folder.resolve("etc/hosts.deny"), "");
        Path beside = Files.writeString(copy.resolve("hosts.deny"), "");

        assertThat(Whereabouts.of(copy).usual("etc/hosts.deny")).contains(beside);
    }

    @Test
    void theProgramThatStandsBesideItsConfigurationIsNotReadAsAFileOfModes() throws Exception {
        Path program = Files.writeString(folder.resolve("portsentry"), "\177ELF");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(Whereabouts.of(folder).usual("etc/default/portsentry")).isEmpty();
    }

    @Test
    void nobodysAddressIsNeverMadeABanOfAWholeNetwork() throws Exception {
        configure("BLOCK_TCP=\"1\"\nKILL_HOSTS_DENY=\"ALL: $TARGET$\"\nBLOCKED_FILE=\"/x/portsentry.blocked\"\n");
        byte[] blocked = ByteBuffer.allocate(18)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 10)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(0x2001_0db8_0001_0002L)
                .array();
        Files.write(folder.resolve("portsentry.blocked.tcp"), blocked);
        Files.writeString(folder.resolve("hosts.deny"), "ALL: 2001:db8:1:3::\n");

        Inheritance inheritance = Estate.read(Wish.of(folder));

        assertThat(inheritance.files()).doesNotContainKey(Inheritance.BANS);
        assertThat(inheritance.of(Finding.Fate.LOST))
                .extracting(Finding::was)
                .contains("2001:db8:1:2::/64 blocked", "2001:db8:1:3::/64 blocked");
    }

    @Test
    void everyTrustedNetworkIsTakenOver() throws Exception {
        configure("IGNORE_FILE=\"/x/portsentry.ignore\"\n");
        String lines = IntStream.range(0, 10_050)
                .mapToObj(i -> "10.1." + i / 256 + "." + i % 256 + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("portsentry.ignore"), lines);

        Inheritance inheritance = Estate.read(Wish.of(folder));

        assertThat(inheritance.files().get(Inheritance.IGNORE).lines().filter(line -> line.startsWith("10.1.")))
                .hasSize(10_050);
    }

    @Test
    void anIgnoreFileIsOnlyNamedWhereOneIsWritten() throws Exception {
        configure("IGNORE_FILE=\"/x/portsentry.ignore\"\n");
        Files.writeString(folder.resolve("portsentry.ignore"), "# nobody\n");

        Inheritance inheritance = Estate.read(Wish.of(folder));

        assertThat(inheritance.files()).doesNotContainKey(Inheritance.IGNORE);
        assertThat(inheritance.findings()).extracting(Finding::becomes).noneMatch(text -> text.contains("ignore-file"));
    }

    @Test
    void whatFailedEachTimeKeptNobodyAwayAndWhatOnlyAShellCanDoDid() throws Exception {
        Files.writeString(
                folder.resolve("portsentry.blocked.tcp"),
                "1795347003 - 11/22/2026 11:30:03 Host: 203.0.113.9/203.0.113.9 Port: 111 TCP Blocked\n");
        String blocks = "BLOCK_TCP=\"1\"\nBLOCKED_FILE=\"/x/portsentry.blocked\"\nKILL_ROUTE=";

        configure(blocks + "\"/sbin/route add 192.0.2.1 reject\"\n");
        assertThat(Estate.read(Wish.of(folder)).files()).doesNotContainKey(Inheritance.BANS);
        configure(blocks + "\"/sbin/route add -host $TARGET$ gw 333.444.555.666\"\n");
        assertThat(Estate.read(Wish.of(folder)).files()).doesNotContainKey(Inheritance.BANS);
        configure(blocks + "\"sh -c 'iptables -I INPUT -s $TARGET$ -j DROP'\"\n");
        assertThat(Estate.read(Wish.of(folder)).files()).containsKey(Inheritance.BANS);
    }

    private void configure(String options) throws IOException {
        Files.writeString(folder.resolve("portsentry.conf"), "ADVANCED_PORTS_TCP=\"1024\"\n" + options);
    }

    @Test
    void withoutAConfigurationThereIsNothingToTakeOver() {
        assertThatThrownBy(() -> Estate.read(Wish.of(folder)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("portsentry.conf: is not there");
    }

    private static Inheritance read(String name) throws Refused {
        boolean isPsad = name.startsWith("psad");
        return Estate.read(Wish.of(ESTATES.resolve(name).resolve(isPsad ? "etc/psad" : "etc/portsentry")));
    }

    private static String told(Inheritance inheritance, Path root) {
        String findings = inheritance.findings().stream()
                .map(each -> each.fate().words() + "  " + each.place() + "  " + each.was() + "\n"
                        + (each.becomes().isEmpty() ? "" : "    -> " + each.becomes() + "\n")
                        + (each.why().isEmpty() ? "" : "    " + each.why() + "\n"))
                .collect(Collectors.joining());
        String files = inheritance.files().entrySet().stream()
                .map(each -> "--- " + each.getKey() + "\n" + each.getValue())
                .collect(Collectors.joining());
        return ("from " + inheritance.from() + "\n" + findings + files).replace(root + "/", "/");
    }
}
