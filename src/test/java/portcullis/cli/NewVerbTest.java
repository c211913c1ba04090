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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code new} writes passes, its scenario fails without it, and nothing is overwritten. */
class NewVerbTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void aRulePassesAndItsScenarioFailsWithoutIt() throws IOException {
        Path rules = copyOf("rules");
        example("rule", "my-rules", rules.toString());

        assertThat(run("check", "--rules", rules.toString())).as(err.toString()).isZero();
        assertThat(run("test", scenarios(), "--rules", rules.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("2 passed, 0 failed");
        Files.delete(rules.resolve("three-doors.drl"));
        assertThat(run("test", scenarios(), "--rules", rules.toString())).isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("1 passed, 1 failed", "- 10m alarm 203.0.113.9 three-doors");
    }

    @Test
    void aResponderPassesAndItsScenarioFailsWithoutIt() throws IOException {
        Path policies = copyOf("policies");
        example("responder", "my-policies", policies.toString());

        assertThat(run("check", "--policies", policies.toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("test", scenarios(), "--policies", policies.toString()))
                .as(out.toString())
                .isZero();
        Files.delete(policies.resolve("tell-my-pager.groovy"));
        assertThat(run("test", scenarios(), "--policies", policies.toString())).isEqualTo(Exit.FAILED);
    }

    @Test
    void aScenarioPasses() {
        example("scenario", "", "");

        assertThat(run("test", scenarios())).as(out.toString()).isZero();
    }

    @Test
    void nothingIsOverwrittenAndNothingIsHalfWritten() throws IOException {
        Path there = Files.writeString(folder.resolve("mine.drl"), "mine");

        assertThat(run("new", "rule", "mine", "--rules", folder.toString(), "--scenarios", scenarios()))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("mine.drl is there already");
        assertThat(there).hasContent("mine");
        assertThat(folder.resolve("my-scenarios")).doesNotExist();
        for (String name : List.of("Three", "three doors", "../three", "-three", "3"))
            assertThat(run("new", "scenario", "--scenarios", scenarios(), "--", name))
                    .isEqualTo(Exit.USAGE);
        assertThat(run("new")).isEqualTo(Exit.USAGE);
    }

    /** Runs the example of the help, in folders of this test. */
    private void example(String what, String theirs, String ours) {
        run("new", what, "--help");
        Matcher example = Pattern.compile("Example: portcullis (.*)").matcher(out.toString());
        assertThat(example.find()).isTrue();
        List<String> words = new ArrayList<>(Arrays.asList(example.group(1).split(" ")));
        words.replaceAll(word -> word.equals(theirs) ? ours : word);
        words.addAll(List.of("--scenarios", scenarios()));

        assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("written ", "next: portcullis test ");
    }

    private String scenarios() {
        return folder.resolve("my-scenarios").toString();
    }

    private Path copyOf(String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(Path.of(name))) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(Path.of(name).relativize(file)));
        }
        return to;
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }
}
