package portcullis.heir.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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
