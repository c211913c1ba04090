package portcullis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Mode;
import portcullis.fact.Refused;

/** Coverage by meaning: what is shipped is shown by a scenario. */
class CoverageTest {
    @Test
    void everyRuleThatAlarmsFiresInAScenarioAndIsSilentInAnother() throws Refused, IOException {
        List<String> scenarios = scenarios();
        List<String> never = new ArrayList<>();
        List<String> always = new ArrayList<>();

        for (RuleCard card : cards()) {
            if (card.measures().isEmpty()) continue; // it answers a question and raises no alarm
            if (scenarios.stream().noneMatch(text -> expects(text, card.id()))) never.add(card.id());
            if (scenarios.stream().noneMatch(text -> isOn(text, card) && !expects(text, card.id())))
                always.add(card.id());
        }

        assertThat(never).as("no scenario in which it fires").isEmpty();
        assertThat(always).as("no scenario in which it could fire and does not").isEmpty();
    }

    @Test
    void everyModeAndEveryResponderIsInAScenario() throws IOException {
        String all = String.join("\n", scenarios());
        List<String> responders;
        try (Stream<Path> files = Files.walk(Path.of("policies"))) {
            responders = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".groovy"))
                    .map(name -> name.replace(".groovy", ""))
                    .toList();
        }

        for (Mode mode : Mode.values()) assertThat(all).containsPattern("modes: \\[[^]]*\\b" + mode.word() + "\\b");
        assertThat(all).contains(responders);
    }

    private static boolean expects(String text, String rule) {
        return text.substring(text.indexOf("\nexpect")).matches("(?s).*\\balarm +\\S+ +" + rule + "\\b.*");
    }

    /** Whether one of the modes whose probes the rule counts is on. */
    private static boolean isOn(String text, RuleCard card) {
        for (Mode mode : Mode.values()) {
            boolean counts = (card.modes() & 1 << mode.ordinal()) != 0;
            if (counts && text.matches("(?s).*modes: \\[[^]]*\\b" + mode.name().toLowerCase(Locale.ROOT) + "\\b.*"))
                return true;
        }
        return false;
    }

    private static List<RuleCard> cards() throws Refused {
        return RuleBase.of(
                        RuleBase.rendered(
                                Path.of("rules"),
                                new SettingsReader().settings().literals()),
                        java.util.Optional.of(Path.of("target/cache")))
                .cards();
    }

    private static List<String> scenarios() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("test-scenarios"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".scenario")).toList()) {
                if (!file.toString().contains("broken-on-purpose")) texts.add("\n" + Files.readString(file));
            }
        }
        return texts;
    }
}
