package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Verdict;

/** What each responder that we ship plans, word by word. {@code -Dgolden.accept=true} rewrites the expectations. */
final class PlansTest {
    private static final Policies POLICIES = Policies.in(Path.of("policies"))
            .with(Map.of(
                    "command", List.of("/usr/local/sbin/tell", "--port=$PORT$", "$TARGET$ by $MODE$"),
                    "release-command", List.of("/usr/local/sbin/untell", "$TARGET$"),
                    "mail.to", List.of("root@example.net", "second@example.net"),
                    "mail.from", List.of("portcullis@example.net"),
                    "banner", List.of("You are not welcome here."),
                    "webhook-url", List.of("https://hooks.example.net/portcullis"),
                    "secrets.webhook", List.of("/etc/portcullis/webhook.key")));
    private static final Path PLANS = Path.of("src/test/resources/portcullis/respond/plans");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static Responders responders;

    @BeforeAll
    static void load() throws Exception {
        responders = Responders.load(POLICIES, names(), THREADS);
    }

    @AfterAll
    static void close() {
        responders.close();
        THREADS.shutdownNow();
    }

    static List<String> names() throws Exception {
        return POLICIES.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachResponderPlansWhatItsGoldenSays(String name) throws IOException {
        Path golden = PLANS.resolve(name + ".txt");
        String plan = plan(name);

        if (Boolean.getBoolean("golden.accept")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, plan);
        }

        assertThat(golden).exists();
        assertThat(plan).isEqualTo(Files.readString(golden));
    }

    @Test
    void noGoldenIsLeftOfAResponderThatIsGone() throws Exception {
        try (Stream<Path> goldens = Files.walk(PLANS)) {
            assertThat(goldens.filter(Files::isRegularFile)
                            .map(file -> PLANS.relativize(file).toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    private static String plan(String name) {
        StringBuilder plan = new StringBuilder();
        for (String source : List.of(Verdicts.IPV4, Verdicts.IPV6)) {
            add(plan, "block " + source, Verdicts.block(source), name);
            add(plan, "run " + source, Verdicts.run(source), name);
            add(plan, "release " + source, Verdicts.release(source), name);
        }
        add(plan, "check", responders.check(name));
        add(plan, "prepare", responders.prepare(name));
        add(plan, "remove", responders.remove(name));
        return plan.toString();
    }

    private static void add(StringBuilder plan, String heading, Verdict verdict, String name) {
        List<Outcome> outcomes = new ArrayList<>();
        Response response = new Response();
        responders.plan(verdict, List.of(name), response);
        response.carryOut(new Rehearsal(), outcomes);
        plan.append(heading).append('\n');
        outcomes.forEach(outcome -> plan.append(line(outcome)));
    }

    private static void add(StringBuilder plan, String heading, List<Effect> effects) {
        if (effects.isEmpty()) return;
        plan.append(heading).append('\n');
        effects.forEach(effect -> plan.append("    ").append(effect.sentence()).append('\n'));
    }

    private static String line(Outcome outcome) {
        String state = outcome.state() == Outcome.State.WOULD_RUN ? "" : outcome.state() + ": ";
        String text = outcome.state() == Outcome.State.NOT_PLANNED
                ? outcome.detail()
                : outcome.effect().sentence();
        return "    " + state + text + "\n";
    }
}
