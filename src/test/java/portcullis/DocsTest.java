package portcullis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portcullis.config.Key;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Refused;

/** The documents say what the program does. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @Test
    void everySettingIsInTheTable() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Key key : Key.values()) {
            rows.add(String.format(
                            "| `%s` | %s | `%s` | %s | %s |",
                            key.path(), key.form().words(), key.standard(), key.meaning(), key.heirOf())
                    .replace("  ", " "));
        }

        assertThat(rowsOf(Path.of("docs/settings.md"))).containsAll(rows);
        assertThat(rowsOf(Path.of("docs/settings.md")).stream()
                        .filter(row -> row.startsWith("| `") && row.split(" \\| ").length > 3))
                .hasSameSizeAs(rows);
    }

    @Test
    void everyRuleIsInTheTable() throws IOException, Refused {
        Map<String, String> literals = new SettingsReader().settings().literals();
        RuleBase rules =
                RuleBase.of(RuleBase.rendered(Path.of("rules"), literals), Optional.of(Path.of("target/cache")));

        assertThat(Files.readString(Path.of("rules/README.md")))
                .contains(rules.cards().stream()
                        .map(RuleCard::id)
                        .map(id -> "`" + id + "`")
                        .toList());
    }

    @Test
    void everyResponderIsInTheTable() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("policies"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".groovy"))
                    .map(name -> name.replace(".groovy", ""))
                    .toList();

            assertThat(Files.readString(Path.of("policies/README.md"))).contains(names);
        }
    }

    @Test
    void theDoorsInTheArchitecturePageAreThoseThatAreHeld() throws IOException {
        List<String> rows = rowsOf(Path.of("docs/architecture.md"));

        ArchitectureTest.MAY_IMPORT.forEach((room, doors) -> {
            String row = rows.stream()
                    .filter(line -> line.startsWith("| `" + room + "` |"))
                    .findFirst()
                    .orElse("");
            String last = row.replaceAll(".*\\|([^|]*)\\|$", "$1");
            if (!room.equals("cli")) {
                assertThat(Pattern.compile("`(\\w+)`").matcher(last).results().map(found -> found.group(1)))
                        .as(room)
                        .containsExactlyInAnyOrderElementsOf(doors);
            }
        });
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                boolean outside = link.group(1).contains("://");
                if (!outside && !Files.exists(page.toAbsolutePath().resolveSibling(link.group(1))))
                    broken.add(page + ": " + link.group(1));
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyDecisionIsShort() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            for (Path file : files.toList())
                assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThan(40);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.startsWith("./target") && !file.startsWith("./.git"))
                    .toList();
        }
    }

    private static List<String> rowsOf(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
    }
}
