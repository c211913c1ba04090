package portcullis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Refused;

/** The doors of rules that Java cannot see. */
class RuleStyleTest {
    private static final Path RULES = Path.of("rules");

    @Test
    void rulesImportFactsOnly() throws IOException {
        for (String line : lines()) {
            if (line.startsWith("import ")) {
                assertThat(line).matches("import (portcullis\\.fact\\.|java\\.util\\.|java\\.time\\.)[\\w.*]+;?");
            }
        }
    }

    @Test
    void orderIsSaidByFactsAndNotBySalience() throws IOException {
        assertThat(lines())
                .noneMatch(line -> line.matches(".*\\b(salience|agenda-group|lock-on-active|eval|System\\.)\\b.*"));
    }

    @Test
    void thresholdsAreSettings() throws IOException {
        assertThat(lines()).noneMatch(line -> line.matches(".*(hits|ports|hosts)\\(.*\\)\\s*(>=|>)\\s*\\d.*"));
    }

    @Test
    void everyRuleSaysWhyAndWhomItMayWrong() throws Refused {
        Map<String, String> literals = new SettingsReader().settings().literals();
        RuleBase rules = RuleBase.of(RuleBase.rendered(RULES, literals), Optional.of(Path.of("target/cache")));

        assertThat(rules.cards()).isNotEmpty().allSatisfy(RuleStyleTest::isComplete);
        assertThat(rules.cards())
                .extracting(RuleCard::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    private static void isComplete(RuleCard card) {
        assertThat(card.why()).isNotBlank();
        assertThat(card.mistaken()).isNotBlank();
        assertThat(card.forgeable()).matches("(yes|no).*");
    }

    @Test
    void rulesAndRespondersNeverMentionEachOther() throws IOException {
        List<String> responders;
        try (Stream<Path> files = Files.list(Path.of("policies"))) {
            responders = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".groovy"))
                    .map(name -> name.replace(".groovy", ""))
                    .toList();
        }

        assertThat(responders).isNotEmpty();
        assertThat(String.join("\n", lines())).doesNotContain(responders);
    }

    private static List<String> lines() throws IOException {
        try (Stream<Path> files = Files.walk(RULES)) {
            List<String> lines = new java.util.ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".drl")).sorted().toList()) {
                Files.readAllLines(file).stream()
                        .map(line -> line.replaceAll("//.*", ""))
                        .forEach(lines::add);
            }
            return lines;
        }
    }
}
