package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk-throughs run as they stand, and print what they show. Files of the reader's own lie in a temporary folder. */
class WalkthroughTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?:^ *`([\\w./-]+)`:\n)?^ *```(sh|text)\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void anIncidentIsReplayedAsThePageShows() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/walkthrough-incident.md")));
        String printed = "";
        int compared = 0;
        while (block.find()) {
            String text = block.group(3).stripTrailing().stripIndent() + "\n"; // the last, empty line has no indent
            if (block.group(2).equals("sh")) {
                printed = run(text.strip());
                continue;
            }
            assertThat(printed).matches(shown(text));
            compared++;
            if (block.group(1) != null) {
                Path file = folder.resolve(block.group(1));
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        }

        assertThat(compared).isEqualTo(4);
    }

    /** A line of dots stands for any lines. */
    private static Pattern shown(String text) {
        StringBuilder pattern = new StringBuilder();
        text.lines().forEach(line -> pattern.append(line.equals("...") ? "(?:.*\n)*?" : Pattern.quote(line) + "\n"));
        return Pattern.compile(pattern.toString());
    }

    private String run(String line) {
        assertThat(line).startsWith("./portcullis ").doesNotContain("\n");
        String[] words = Arrays.stream(line.split(" "))
                .skip(1)
                .map(word -> word.startsWith("my-") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        int code = Portcullis.line(new PrintWriter(out), new PrintWriter(System.err, true))
                .execute(words);
        assertThat(code).as(line).isZero();
        return out.toString().replace(folder + "/", "");
    }
}
