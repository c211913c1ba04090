package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CheckVerbTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path rule;
    private Path settings;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(folder.resolve("policies"));
        Files.copy(Path.of("policies/only-say-so.groovy"), folder.resolve("policies/only-say-so.groovy"));
        rule = Files.copy(
                Path.of("rules/sweep.drl"),
                Files.createDirectory(folder.resolve("rules")).resolve("sweep.drl"));
        Files.copy(Path.of("rules/modes/atcp.drl"), folder.resolve("rules/atcp.drl"));
        settings = folder.resolve("portcullis.yaml");
        Files.writeString(settings, "responders: [only-say-so]\nsweep:\n  ports: 5\n");
    }

    @Test
    void aProblemIsShownWithItsLineAndAMark() throws IOException {
        edit(rule, "told(", "tolld(");

        assertThat(run("check")).isEqualTo(Exit.CONFIGURATION);

        assertThat(err.toString()).isEqualTo(rule + """
                :11:69: unknown field `tolld` of Source; did you mean `told`?
                    11 |     $source : Source( ports( Transport.TCP, 60 ) >= ${sweep.ports}, tolld( "tcp-port-sweep" ) == false )
                       |                                                                     ^
                1 problem
                """);
    }

    @Test
    void aScenarioThatExpectsWhatNobodyIsCalledIsWarnedOfOnce() throws IOException {
        Path scenario = folder.resolve("a.scenario");
        Files.writeString(scenario, """
                # names with slips of the pen
                0s  203.0.113.9 > 192.0.2.1  tcp S  1
                expect
                0s  alarm     203.0.113.9  tcp-port-sweap  1
                0s  would block  203.0.113.9  10m
                0s  block     203.0.113.9  10m  only-say-sow drop-everything
                0s  withheld  only-say-sow  why
                1s  alarm     203.0.113.9  tcp-port-sweap  1
                """);

        assertThat(run("check", scenario.toString())).isZero();

        assertThat(err.toString().lines().filter(line -> line.contains("warning")))
                .containsExactly(
                        scenario + ":4:28: warning: no rule is called `tcp-port-sweap`, and this scenario expects it;"
                                + " did you mean `tcp-port-sweep`?",
                        scenario
                                + ":6:33: warning: no responder is called `only-say-sow`, and this scenario expects it;"
                                + " did you mean `only-say-so`?",
                        scenario + ":6:46: warning: no responder is called `drop-everything`, and this scenario"
                                + " expects it; there are only-say-so",
                        "3 warnings");
        assertThat(run("check", "--strict", scenario.toString())).isEqualTo(Exit.CONFIGURATION);
    }

    @Test
    void whatIsWrongInSettingsHidesNothingElse() throws IOException {
        edit(settings, "ports", "prots");
        edit(rule, "told(", "tolld(");

        assertThat(run("check")).isEqualTo(Exit.CONFIGURATION);

        assertThat(err.toString())
                .contains("portcullis.yaml:3:3: unknown setting `sweep.prots`; did you mean `sweep.ports`?")
                .contains("unknown field `tolld` of Source");
    }

    @Test
    void aWarningIsNoErrorUnlessAskedFor() throws IOException {
        edit(rule, "told( \"tcp-port-sweep\" )", "told( \"tcp-sweep\" )");

        assertThat(run("check")).isEqualTo(Exit.FINE);
        assertThat(run("check", "--strict")).isEqualTo(Exit.CONFIGURATION);

        assertThat(err.toString()).contains("warning: told asks of `tcp-sweep`");
    }

    @Test
    void aRuleWithoutEndIsFoundByItsTrial() throws IOException {
        edit(rule, "told( \"tcp-port-sweep\" ) == false, ", "");
        edit(rule, "then\n", "then\n    update( $source );\n");

        assertThat(run("check")).isEqualTo(Exit.CONFIGURATION);

        assertThat(err.toString())
                .contains(rule + ":5:1: rule \"a source that touches", "fires again and again: 500 times for one fact");
    }

    @Test
    void scenariosAreReadToo() throws IOException {
        Path scenario = folder.resolve("a.scenario");
        Files.writeString(scenario, "# a\n0s  203.0.113.9 > 192.0.2.1  tpc S  22\nexpect\n");

        assertThat(run("check", scenario.toString())).isEqualTo(Exit.CONFIGURATION);

        assertThat(err.toString()).contains(scenario + ":2:");
    }

    @Test
    void forMachinesEachProblemIsAnObject() throws IOException {
        edit(settings, "ports", "prots");

        assertThat(run("check", "--json")).isEqualTo(Exit.CONFIGURATION);

        assertThat(out.toString().lines())
                .first()
                .asString()
                .isEqualTo("{\"event\":\"problem\",\"weight\":\"error\",\"file\":\"" + settings
                        + "\",\"line\":3,\"column\":3,\"found\":\"unknown setting `sweep.prots`\","
                        + "\"hint\":\"did you mean `sweep.ports`?\",\"text\":\"  prots: 5\"}");
        assertThat(out.toString()).contains("{\"event\":\"checked\",\"errors\":1,\"warnings\":0,");
    }

    @Test
    @Timeout(120)
    void whatIsSavedIsCheckedAgain() throws Exception {
        edit(settings, "ports", "prots");
        PipedReader reader = new PipedReader(1 << 16);
        PrintWriter told = new PrintWriter(new PipedWriter(reader), true);
        int[] code = {-1};
        Thread verb = new Thread(() -> code[0] = Portcullis.line(told, told).execute(words("check", "--watch")));
        verb.start();
        BufferedReader lines = new BufferedReader(reader);

        assertThat(next(lines, "problem")).isEqualTo("1 problem");
        edit(settings, "prots", "ports");
        String mended = next(lines, "in order");

        assertThat(mended).isEqualTo("settings, rules and responders are in order");
        verb.interrupt();
        verb.join();
        assertThat(code[0]).isEqualTo(Exit.FINE);
    }

    /** The next line that ends so. */
    private static String next(BufferedReader lines, String end) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.endsWith(end)) line = lines.readLine();
        return String.valueOf(line);
    }

    private static void edit(Path file, String before, String after) throws IOException {
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words(words));
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (all.stream().noneMatch(word -> word.endsWith(".scenario"))) all.add(folder.toString());
        Stream.of("--settings", settings, "--rules", folder.resolve("rules"), "--policies", folder.resolve("policies"))
                .map(Object::toString)
                .forEach(all::add);
        return all.toArray(String[]::new);
    }
}
