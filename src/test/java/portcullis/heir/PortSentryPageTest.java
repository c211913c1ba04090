package portcullis.heir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import portcullis.config.Key;
import portcullis.heir.conf.OldKey;

/** The page for those who change over says what the import does, and shows a test for each thing that PortSentry was known for. */
class PortSentryPageTest {
    private static final Path PAGE = Path.of("docs/portsentry.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
    private static final List<String> SECTIONS = List.of(
            "mode `-tcp`",
            "mode `-udp`",
            "mode `-stcp`",
            "mode `-sudp`",
            "mode `-atcp`",
            "mode `-audp`",
            "port lists",
            "advanced options",
            "configuration files",
            "DNS",
            "response options",
            "dropping routes",
            "TCP wrappers",
            "external commands",
            "scan trigger",
            "banner",
            "ignore file",
            "logcheck's mail");

    @Test
    void eachOptionHasTheRowThatTheImportFollows() throws IOException {
        List<String> rows = Arrays.stream(OldKey.values())
                .map(key -> "| `" + key + "` | " + key.heir() + " | " + key.how() + " |")
                .toList();

        assertThat(rows("Each option")).containsExactlyElementsOf(rows);
    }

    @Test
    void whatIsNamedAsHeirIsASetting() {
        List<String> settings = Arrays.stream(Key.values()).map(Key::path).toList();

        for (OldKey key : OldKey.values())
            if (key.heir().startsWith("`"))
                assertThat(settings).contains(key.heir().replace("`", ""));
    }

    @Test
    void eachSectionOfTheArticleLinksToScenariosOrTests() throws IOException {
        List<String> rows = rows("Each section of the article");

        assertThat(rows).extracting(row -> row.split("\\|")[1].strip()).containsExactlyElementsOf(SECTIONS);
        for (String row : rows) {
            assertThat(LINK.matcher(row)
                            .results()
                            .map(link -> PAGE.resolveSibling(link.group(1)).normalize()))
                    .as(row)
                    .isNotEmpty()
                    .allMatch(path -> path.startsWith("test-scenarios") || path.startsWith("src/test"))
                    .allMatch(Files::isRegularFile);
        }
    }

    /** The rows of the first table below a heading, without its head. */
    private static List<String> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
