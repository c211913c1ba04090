package portcullis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The doors between the rooms, as docs/architecture.md has them. */
class ArchitectureTest {
    private static final String ROOT = "portcullis";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> !place.contains("/jmh_generated/")) // JMH writes them, as it likes
            .importPackages(ROOT);

    /** Which rooms a room may import. */
    static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("fact", List.of()),
            Map.entry("config", List.of("fact")),
            Map.entry("capture", List.of("fact")),
            Map.entry("decode", List.of("fact", "capture")),
            Map.entry("detect", List.of("fact")),
            Map.entry("decide", List.of("fact")),
            Map.entry("respond", List.of("fact")),
            Map.entry("journal", List.of("fact")),
            Map.entry("mail", List.of("fact", "config", "journal")),
            Map.entry(
                    "watch",
                    List.of("fact", "config", "capture", "decode", "detect", "decide", "respond", "journal", "mail")),
            Map.entry("scenario", List.of("fact", "config", "journal", "watch")),
            Map.entry("heir", List.of("fact", "config", "journal", "watch")),
            Map.entry(
                    "bench",
                    List.of(
                            "fact",
                            "config",
                            "capture",
                            "decode",
                            "detect",
                            "decide",
                            "respond",
                            "journal",
                            "watch",
                            "scenario")),
            Map.entry(
                    "cli",
                    List.of(
                            "fact",
                            "config",
                            "capture",
                            "decode",
                            "detect",
                            "decide",
                            "respond",
                            "journal",
                            "watch",
                            "scenario",
                            "heir",
                            "mail",
                            "bench")));

    /** The libraries that a room may use beside slf4j. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "capture", List.of("org.pcap4j..", "com.sun.jna..", "com.fasterxml.jackson.."),
            "config", List.of("org.snakeyaml.."),
            "detect", List.of("org.kie..", "org.drools.."),
            "bench", List.of("com.sun.jna..", "com.sun.management..", "org.openjdk.jmh.."),
            "respond",
                    List.of(
                            "groovy..",
                            "org.codehaus.groovy..",
                            "org.apache.groovy..",
                            "com.sun.jna..",
                            "javax.crypto.."),
            "watch", List.of("com.sun.jna.."),
            "mail", List.of("jakarta.mail..", "javax.net.."),
            "cli", List.of("picocli..", "ch.qos.logback..", "com.fasterxml.jackson..", "javax.xml.stream.."));

    @Test
    void everyRoomImportsOnlyThroughItsDoors() {
        MAY_IMPORT.forEach((room, doors) -> classes()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed(room, doors))
                .as(room + " imports only " + doors)
                .check(PROGRAM));
    }

    @Test
    void everyPackageIsARoomThatTheTableKnows() {
        String[] known = MAY_IMPORT.keySet().stream()
                .map(room -> ROOT + "." + room + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .resideInAnyPackage(known)
                .check(PROGRAM);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void onlyWatchAndBenchReadAClockOrStartThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".watch..", ROOT + ".bench..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(PROGRAM);
    }

    @Test
    void onlyRespondAndBenchStartProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".respond..", ROOT + ".bench..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(PROGRAM);
    }

    @Test
    void onlyTheHostsRunnerPosts() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".respond.host")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http", "javax.crypto..")
                .check(PROGRAM);
    }

    @Test
    void onlyMainExits() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PROGRAM);
    }

    @Test
    void factsAreValuesWithoutSetters() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".fact")
                .and()
                .areNotInterfaces()
                .should()
                .haveOnlyFinalFields()
                .check(PROGRAM);
    }

    @Test
    void aRehearsalCanReachNothingThatTouchesTheHost() {
        DescribedPredicate<JavaClass> touchesTheHost = DescribedPredicate.describe(
                "start processes, open sockets or devices, or ask the live host",
                type -> List.of(
                                "java.lang.ProcessBuilder",
                                "java.net.Socket",
                                "java.net.http.HttpClient",
                                "java.net.ServerSocket",
                                "java.net.DatagramSocket",
                                "java.nio.channels.SocketChannel",
                                "java.nio.channels.ServerSocketChannel",
                                "java.nio.channels.DatagramChannel",
                                "org.pcap4j.core.PcapNetworkInterface",
                                "org.pcap4j.core.PcapHandle$Builder",
                                "portcullis.capture.live.Door",
                                "portcullis.capture.live.ring.PacketRing",
                                "portcullis.capture.live.Interfaces",
                                "portcullis.capture.live.SocketTables")
                        .contains(type.getName()));

        noClasses()
                .that()
                .haveFullyQualifiedName(ROOT + ".watch.Rehearsals")
                .should()
                .transitivelyDependOnClassesThat(touchesTheHost)
                .check(PROGRAM);
    }

    @Test
    void namesSayWhatAThingDoes() {
        classes()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Processor|Handler|Service|Data|Info|Wrapper)")
                .andShould()
                .haveNameNotMatching(".*\\.Abstract[A-Z].*")
                .check(PROGRAM);
    }

    @Test
    void classesAreFinalUnlessTheyMustBeExtended() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .haveNameNotMatching(ROOT + "\\.bench\\.Probing.*") // JMH derives from it
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PROGRAM);
    }

    private static String[] allowed(String room, List<String> doors) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.slf4j..", ROOT + "." + room + ".."));
        doors.forEach(door -> packages.add(ROOT + "." + door + ".."));
        packages.addAll(LIBRARIES.getOrDefault(room, List.of()));
        return packages.toArray(String[]::new);
    }

    /** For the test that compares docs/architecture.md with the table. */
    static List<String> rooms() {
        return Arrays.asList(MAY_IMPORT.keySet().stream().sorted().toArray(String[]::new));
    }
}
