package portcullis.heir.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of each line of kill-lines.txt stands in kill-answers.txt; {@code -Dgolden.accept=true} rewrites it. */
class KillTest {
    private static final Path RESOURCES = Path.of("src/test/resources/portcullis/heir");

    @TempDir
    private Path folder;

    @Test
    void eachLineIsAnsweredAsItsGoldenSays() throws IOException {
        Path golden = RESOURCES.resolve("kill-answers.txt");
        String answers = lines().stream().map(KillTest::told).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("golden.accept")) Files.writeString(golden, answers);

        assertThat(answers).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyResponderThatIsNamedIsShipped() throws IOException {
        for (String line : lines())
            if (answer(line) instanceof Answer.Shipped shipped)
                assertThat(Path.of("policies", shipped.name() + ".groovy")).exists();
    }

    @Test
    void whatIsWrittenCompilesAndPlansTheWordsAndNoShell() throws Exception {
        List<String> wanted = new ArrayList<>();
        for (String line : lines()) {
            if (!(answer(line) instanceof Answer.Written written)) continue;
            String name = written.name() + "-" + wanted.size();
            Files.writeString(folder.resolve(name + ".groovy"), written.text());
            wanted.add(name);
            assertThat(written.text().lines()).as(line).allMatch(each -> each.length() <= 140);
        }

        assertThat(wanted).hasSizeGreaterThan(6);
        try (Planning planning = Planning.of(folder)) {
            assertThat(planning.problems()).isEmpty();
            for (String name : wanted)
                assertThat(planning.block(name))
                        .as(name)
                        .anyMatch(word -> word.contains("203.0.113.9"))
                        .noneMatch(word -> word.contains("$TARGET$"));
            String quoted = wanted.stream()
                    .filter(name -> planning.block(name).contains("/sbin/block"))
                    .findFirst()
                    .orElseThrow();
            assertThat(planning.block(quoted))
                    .containsExactly("/sbin/block", "203.0.113.9 it's", "a\\b", "c d", "*.log", "~/x", "{a,b}");
            assertThat(wanted.stream().map(planning::release))
                    .contains(List.of("fail2ban-client", "set", "portsentry", "unbanip", "203.0.113.9"));
        }
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("kill-lines.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static Answer answer(String line) {
        String text = line.substring(line.indexOf(' ') + 1);
        return switch (line.substring(0, line.indexOf(' '))) {
            case "KILL_ROUTE" -> Kill.route(text, "KILL_ROUTE, portsentry.conf:7");
            case "KILL_HOSTS_DENY" -> Kill.hostsDeny(text, "KILL_HOSTS_DENY, portsentry.conf:8");
            default -> Kill.command(text);
        };
    }

    private static String told(String line) {
        Answer answer = answer(line);
        StringBuilder text = new StringBuilder(line).append('\n');
        if (answer instanceof Answer.Shipped shipped)
            text.append("  responder ").append(shipped.name());
        else if (answer instanceof Answer.Written written)
            text.append("  written ").append(written.name());
        else if (answer instanceof Answer.Command command)
            text.append("  words ").append(command.words());
        else if (answer instanceof Answer.Mail mail) text.append("  mail to ").append(mail.to());
        else text.append("  nothing");
        text.append('\n');
        answer.remarks().forEach(remark -> text.append("    ").append(remark).append('\n'));
        if (answer instanceof Answer.Written written) text.append(written.text());
        return text.toString();
    }
}
