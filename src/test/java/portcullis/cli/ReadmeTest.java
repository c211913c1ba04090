package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every command of the README and of every verb's help runs, and the first prints what the README shows. */
class ReadmeTest {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeRuns() throws IOException {
        return commands().stream()
                .filter(words -> !words.contains("verify")) // which is what runs this test
                .map(words -> DynamicTest.dynamicTest(
                        String.join(" ", words),
                        () -> assertThat(run(words).code).isZero()));
    }

    @Test
    void theFirstCommandPrintsWhatTheReadmeShows() throws IOException {
        Matcher shown = TEXT.matcher(Files.readString(Path.of("README.md")));
        assertThat(shown.find()).isTrue();

        assertThat(run(commands().get(0)).out).isEqualTo(shown.group(1));
    }

    @TestFactory
    Stream<DynamicTest> theExampleInEachHelpRuns() {
        return Stream.of("replay", "test", "check", "score", "explain", "capture-scenario", "backtest")
                .map(verb -> DynamicTest.dynamicTest(verb, () -> {
                    String help = run(List.of(verb, "--help")).out;
                    Matcher example =
                            Pattern.compile("Example: portcullis (.*)").matcher(help);
                    assertThat(example.find()).isTrue();
                    assertThat(run(Arrays.asList(example.group(1).split(" "))).code)
                            .isZero();
                }));
    }

    private static List<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        Matcher blocks = SHELL.matcher(Files.readString(Path.of("README.md")));
        while (blocks.find()) {
            for (String line : blocks.group(1).split("\n")) {
                assertThat(line).startsWith("./portcullis ");
                List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
                words.removeAll(List.of("./portcullis", "--yes")); // the launcher's part
                commands.add(words);
            }
        }
        return commands;
    }

    private record Ran(int code, String out) {}

    private static Ran run(List<String> words) {
        StringWriter out = new StringWriter();
        int code = Portcullis.line(new PrintWriter(out), new PrintWriter(System.err, true))
                .execute(words.toArray(String[]::new));
        return new Ran(code, out.toString());
    }
}
