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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Manual pages and completions, which say what {@code --help} says. */
class ManualTest {
    @TempDir
    private Path folder;

    @Test
    void everyVerbHasAPageThatRendersWithoutAWarning() throws Exception {
        run("man", "--all", folder.toString());
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder)) {
            pages = files.sorted().toList();
        }

        assertThat(pages)
                .extracting(page -> page.getFileName().toString())
                .contains("portcullis.1", "portcullis-new-rule.1");
        CommandLine program = Portcullis.line(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        for (String verb : program.getSubcommands().keySet())
            assertThat(folder.resolve("portcullis-" + verb + ".1")).exists();
        assumeTrue(isThere("groff"), "SKIPPED: groff is not installed");
        List<String> render = new ArrayList<>(List.of("groff", "-man", "-ww", "-z"));
        pages.forEach(page -> render.add(page.toString()));
        assertThat(said(render.toArray(String[]::new))).isEmpty();
        Path watch = folder.resolve("portcullis-watch.1");
        assertThat(said("groff", "-man", "-Tascii", watch.toString()).replaceAll(".\u0008", ""))
                .contains("PORTCULLIS-WATCH(1)", "--confirm=SPAN", "-h, --help", "/var/lib/portcullis/journal.db");
    }

    @Test
    void aPageSaysWhatTheHelpSays() {
        String page = run("man", "promote");

        assertThat(page)
                .contains(
                        ".TH \"PORTCULLIS-PROMOTE\"",
                        "\\fB\\-\\-days\\fR=\\fIN\\fR",
                        "default: 7",
                        "Refuses where the guard")
                .contains("Example: portcullis promote");
        assertThat(run("man")).contains("portcullis\\-watch\\fR(1)");
        assertThat(run("man", "wath")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void aShellTakesItsCompletion(String shell) throws Exception {
        Path file = Files.writeString(folder.resolve("completion"), run("completion", shell));

        assertThat(file).content().contains("portcullis", "promote", "enforce", "responder");
        assumeTrue(isThere(shell), "SKIPPED: " + shell + " is not installed");
        assertThat(said(shell, "-n", file.toString())).isEmpty();
    }

    @Test
    void bashCompletesVerbsAndOptions() throws Exception {
        Path file = Files.writeString(folder.resolve("completion"), run("completion", "bash"));
        String ask = "source " + file + "; COMP_WORDS=(portcullis prom); COMP_CWORD=1; COMP_LINE='portcullis prom'; "
                + "_complete_portcullis; echo \"${COMPREPLY[@]}\"";

        assertThat(said("bash", "-c", ask)).isEqualTo("promote\n");
    }

    @Test
    void fishIsToldOfVerbsAndOptionsWithTheirMeaning() {
        assertThat(run("completion", "fish").lines())
                .contains(
                        "complete -c portcullis -n '__fish_seen_subcommand_from promote' -l dry-run -d 'only show'",
                        "complete -c portcullis -n '__fish_seen_subcommand_from new; and not __fish_seen_subcommand_from responder rule scenario' -a rule -d 'Writes NAME.drl, and scenarios in which it fires and nearly fires.'",
                        "complete -c portcullis -n '__fish_seen_subcommand_from watch' -l enforce -d 'carry out what is decided'")
                .anyMatch(line -> line.contains("-l rules -r -F"))
                .anyMatch(line -> line.contains("-l capture -x -a 'ring pcap4j'"));
    }

    @Test
    void theExamplesInTheirHelpRun() {
        for (String verb : List.of("man", "completion", "new")) {
            Matcher example = Pattern.compile("Example: portcullis (.*)").matcher(run(verb, "--help"));
            assertThat(example.find()).isTrue();
            assertThat(run(example.group(1).split(" "))).isNotEmpty();
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String said(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String run(String... words) {
        StringWriter out = new StringWriter();
        Portcullis.line(new PrintWriter(out, true), new PrintWriter(new StringWriter()))
                .execute(words);
        return out.toString();
    }
}
