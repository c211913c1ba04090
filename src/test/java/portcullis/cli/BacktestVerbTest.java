package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestVerbTest {
    private static final Path SHIPPED = Path.of("rules");
    private static final String GUARDED = "an administrator is logged in from there";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void whoIsTreatedOtherwiseIsNamedWithBothRules() throws Exception {
        String patient = patientRules(folder.resolve("patient")).toString();
        String journal = journal().toString();

        assertThat(run("backtest", "--against", patient, "--journal", journal)).isZero();

        assertThat(out.toString())
                .containsPattern("newly blocked +203\\.0\\.113\\.3 +advanced-tcp at .*, for 10m")
                .containsPattern(
                        "blocked earlier +203\\.0\\.113\\.6 +by 2\\.0 s: advanced-tcp at .*, not advanced-tcp at")
                .containsPattern("spared +203\\.0\\.113\\.7 +advanced-tcp at .*, but " + GUARDED)
                .containsPattern("spared +203\\.0\\.113\\.8 +advanced-tcp at .*, but listed in block.never")
                .doesNotContain("203.0.113.2 ")
                .endsWith("1 newly blocked, 0 no longer, 1 earlier, 0 later; 0 newly told of, 0 no longer;"
                        + " 2 spared by the guard; 0 innocent blocked\n")
                .doesNotContain("newly blocked     203.0.113.7", "newly told of     203");
    }

    @Test
    void theOtherWayRoundTheyAreLaterAndNoLonger() throws Exception {
        String patient = patientRules(folder.resolve("patient")).toString();
        String promised = Files.readString(Path.of("docs/json.md"));

        run(
                "backtest",
                "--rules",
                patient,
                "--against",
                "rules",
                "--journal",
                journal().toString(),
                "--json");

        assertThat(out.toString())
                .contains("\"what\":\"no_longer_blocked\",\"source\":\"203.0.113.3\",\"before\":{\"at\":")
                .contains("\"what\":\"later\",\"source\":\"203.0.113.6\"", "\"by_s\":2.0")
                .contains("\"event\":\"summary\"", "\"no_longer_blocked\":1");
        assertThat(Pattern.compile("\"(\\w+)\":")
                        .matcher(out.getBuffer())
                        .results()
                        .map(found -> found.group(1)))
                .allSatisfy(field -> assertThat(promised).contains("`" + field + "`"));
    }

    @Test
    void theDocumentShowsWhatIsPrinted() throws Exception {
        Matcher shown = Pattern.compile("```\n(/var/lib/portcullis/journal.db\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/backtesting.md")));
        assertThat(shown.find()).isTrue();
        Path journal = new Kept()
                .syns("203.0.113.2", 0, 23, 79)
                .syns("203.0.113.3", 1, 23, 79, 81)
                .syns("203.0.113.6", 2, 23, 79, 81, 82, 83, 84)
                .syns("203.0.113.7", 3, 23, 79, 81)
                .guards("203.0.113.7", GUARDED)
                .in(folder);

        run(
                "backtest",
                "--against",
                patientRules(folder.resolve("patient")).toString(),
                "--journal",
                journal.toString());

        assertThat(Kept.withoutDays(out.toString()).replace(journal.toString(), "/var/lib/portcullis/journal.db"))
                .isEqualTo(Kept.withoutDays(shown.group(1)));
    }

    @Test
    void aRevisionIsReadFromTheRepositoryOfTheRules() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "SKIPPED: git is missing");
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path rules = patientRules(repository.resolve("rules"));
        git(repository, "init", "-q");
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "patient");
        copy(SHIPPED, rules);
        String journal = journal().toString();

        assertThat(run("backtest", "--rules", rules.toString(), "--against", "HEAD", "--journal", journal))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).containsPattern("newly blocked +203\\.0\\.113\\.3");

        assertThat(run("backtest", "--rules", rules.toString(), "--against", "v9", "--journal", journal))
                .isEqualTo(Exit.CONFIGURATION);
        assertThat(run("backtest", "--against", "--output=/x", "--journal", journal))
                .isEqualTo(Exit.CONFIGURATION);
        assertThat(run("backtest", "--against=-v", "--journal", journal)).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString())
                .contains("--against v9: no folder, and git gives no rules of such a revision")
                .contains("--against -v: neither a folder nor the name of a git revision");
    }

    @Test
    void anInnocentWhoWouldBeBlockedFailsIt() throws Exception {
        Path labels = Files.writeString(
                folder.resolve("labels.tsv"),
                String.join(
                                "\t",
                                "path",
                                "class",
                                "victim",
                                "served_ports",
                                "expected_scanners",
                                "scan_kinds",
                                "grey_sources",
                                "tags")
                        + "\nnmap-syn.pcap\tbenign\t198.18.0.10\t-\t-\t-\t-\t-\n");
        String[] words = {
            "backtest", "--against", "rules", "--captures", "test-scenarios/captures", "--labels", labels.toString()
        };

        assertThat(run(words)).isEqualTo(Exit.FAILED);

        assertThat(out.toString())
                .startsWith("nmap-syn.pcap for 198.18.0.10\n")
                .containsPattern("INNOCENT +198\\.18\\.0\\.66 +blocked by nmap-signature; as before")
                .contains("0 newly blocked", "1 innocent blocked");
    }

    @Test
    void capturesWithoutLabelsAreCompared() {
        assertThat(run("backtest", "--against", "rules", "--capture", "test-scenarios/captures/nmap-syn.pcap"))
                .isZero();

        assertThat(out.toString()).contains("0 newly blocked, 0 no longer, 0 earlier, 0 later");
    }

    private Path journal() throws Exception {
        return new Kept()
                .by("block: { never: [203.0.113.8] }")
                .syns("203.0.113.2", 0, 23, 79)
                .syns("203.0.113.3", 1, 23, 79, 81)
                .syns("203.0.113.6", 2, 23, 79, 81, 82, 83, 84)
                .syns("203.0.113.7", 3, 23, 79, 81)
                .syns("203.0.113.8", 4, 23, 79, 81)
                .guards("203.0.113.7", GUARDED)
                .in(folder);
    }

    /** The shipped rules, but five ports are wanted where three are enough. */
    private static Path patientRules(Path rules) throws IOException {
        copy(SHIPPED, rules);
        Path trigger = rules.resolve("trigger.drl");
        String text = Files.readString(trigger);
        String patient = text.replace(
                "ports( Mode.ATCP, ${trigger.within} ) >= ${trigger.ports}",
                "ports( Mode.ATCP, ${trigger.within} ) >= 5");
        assertThat(patient).isNotEqualTo(text);
        Files.writeString(trigger, patient);
        return rules;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.writeString(copied, Files.readString(file));
            }
        }
    }

    private static void git(Path repository, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(words));
        int code = new ProcessBuilder(command)
                .directory(repository.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out), new PrintWriter(err, true)).execute(words);
    }
}
