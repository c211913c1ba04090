package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walk-throughs run as they stand, and print what they show. What a reader calls my-... lies in a temporary folder, one for each page. A
 * block with a file's name above it is saved there; a block of text is compared with what was printed last.
 */
class WalkthroughTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?:^ *`([\\w./-]+)`:\n)?^ *```(\\w+)\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINE = Pattern.compile("(.*?)(?: +# exit code ([0-9]+))?");

    @TempDir
    private Path folder;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            return pages.filter(page -> page.getFileName().toString().startsWith("walkthrough-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aWalkThroughDoesWhatThePageShows(Path page) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(page));
        String printed = "";
        int compared = 0;
        while (block.find()) {
            String text = block.group(3).stripTrailing().stripIndent() + "\n"; // the last, empty line has no indent
            if (block.group(2).equals("sh")) {
                StringBuilder all = new StringBuilder();
                for (String line : text.lines().toList()) all.append(run(line));
                printed = all.toString();
                continue;
            }
            if (block.group(2).equals("text")) {
                assertThat(printed).matches(shown(text));
                compared++;
            }
            if (block.group(1) != null) save(block.group(1), text);
        }

        assertThat(compared).isGreaterThanOrEqualTo(4);
    }

    private void save(String name, String text) throws IOException {
        assertThat(name).startsWith("my-");
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A line of dots stands for any lines, dots within a line for any words. */
    private static Pattern shown(String text) {
        StringBuilder pattern = new StringBuilder();
        text.lines().forEach(line -> pattern.append(line.equals("...") ? "(?:.*\n)*?" : words(line) + "\n"));
        return Pattern.compile(pattern.toString());
    }

    private static String words(String line) {
        return Arrays.stream(line.split("\\.\\.\\.", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private String run(String text) throws IOException {
        Matcher line = LINE.matcher(text);
        assertThat(line.matches()).isTrue();
        List<String> words = Arrays.stream(line.group(1).split(" "))
                .map(word -> word.startsWith("my-") ? folder.resolve(word).toString() : word)
                .toList();
        if (words.get(0).equals("cp")) return copied(Path.of(words.get(2)), Path.of(words.get(3)));
        assertThat(words.get(0)).isEqualTo("./portcullis");
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        int code = Portcullis.line(both, both)
                .execute(words.subList(1, words.size()).toArray(String[]::new));
        int expected = line.group(2) == null ? 0 : Integer.parseInt(line.group(2));
        assertThat(code).as(text + "\n" + out).isEqualTo(expected);
        return out.toString().replace(folder + "/", "");
    }

    private static String copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        }
        return "";
    }
}
