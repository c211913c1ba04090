package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;
import portcullis.fact.Verdict;

final class RespondersTest {
    private static final String LOOPS_FOR_IPV6 = "while (verdict.source().version() == 6 && verdict.port() == 111"
            + " && verdict.mode().word() == 'stcp') { }\n    say 'planned'";

    @TempDir
    Path path;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(path);
    }

    @Test
    void effectsComeInTheOrderOfTheNames() throws Exception {
        folder.blocking("first", "say 'one'; say 'two'").blocking("second", "say 'three'");
        try (Responders responders = folder.load("first", "second")) {

            List<Outcome> outcomes = Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "second", "first");

            assertThat(outcomes)
                    .extracting(outcome -> outcome.effect().sentence())
                    .containsExactly("say three", "say one", "say two");
            assertThat(outcomes).extracting(Outcome::state).containsOnly(State.WOULD_RUN);
        }
    }

    @Test
    void aResponderThatFailsDoesNotStopTheNext() throws Exception {
        folder.blocking(
                        "fails",
                        "if (verdict.port() == 111 && verdict.mode().word() == 'stcp'"
                                + " && verdict.reason() != 'a sample to try a responder with') throw null")
                .blocking("works", "say 'done'");
        try (Responders responders = folder.load("fails", "works")) {

            List<Outcome> outcomes = Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "fails", "works");

            assertThat(outcomes).extracting(Outcome::state).containsExactly(State.NOT_PLANNED, State.WOULD_RUN);
            assertThat(outcomes.get(0).detail()).contains("fails.groovy:5: failed: NullPointerException");
        }
    }

    @Test
    void aPostIsJsonOfOneLineAndNamesItsSecret() throws Exception {
        folder.blocking(
                "posts",
                "post url: option('hook'), sign: 'key', json: [text: \"${verdict.source()} \\\"\\u202e\\n\\u00e9\", list: [1, 2.5, true], none: [:]]");
        Policies policies = folder.policies()
                .with(Map.of("hook", List.of("https://192.0.2.8/hook"), "secrets.key", List.of("/etc/the.key")));
        try (Responders responders = Responders.load(policies, List.of("posts"), Folder.THREADS)) {

            List<Outcome> outcomes = Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "posts");

            String body = "{\"text\":\"203.0.113.9 \\\"\\u202e\\u000a\\u00e9\",\"list\":[1,2.5,true],\"none\":{}}";
            assertThat(outcomes.get(0).effect())
                    .isEqualTo(
                            new Effect.Post("https://192.0.2.8/hook", body, new Effect.Secret("key", "/etc/the.key")));
            assertThat(outcomes.get(0).effect().sentence())
                    .startsWith("post https://192.0.2.8/hook  < ")
                    .endsWith("  signed with key");
        }
    }

    @Test
    void halfAPlanIsNone() throws Exception {
        folder.blocking("halves", "say 'first'\n    say verdict.reason().substring(30)");
        Verdict.Block block = new Verdict.Block(
                Verdicts.alarm(Verdicts.IPV4, "short"), java.time.Duration.ofMinutes(1), "the rule asks for it");
        try (Responders responders = folder.load("halves")) {

            List<Outcome> outcomes = Folder.respond(responders, block, "halves");

            assertThat(outcomes).singleElement().satisfies(outcome -> {
                assertThat(outcome.state()).isEqualTo(State.NOT_PLANNED);
                assertThat(outcome.detail()).contains("halves.groovy:6: failed: StringIndexOutOfBoundsException");
            });
        }
    }

    @Test
    void aResponderThatRanOutOfTimeIsRefusedUntilReload() throws Exception {
        folder.blocking("loops", LOOPS_FOR_IPV6);
        try (Responders responders = folder.load("loops")) {

            Outcome before = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "loops"));
            Outcome stuck = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV6), "loops"));
            Outcome after = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "loops"));

            assertThat(before.state()).isEqualTo(State.WOULD_RUN);
            assertThat(stuck.state()).isEqualTo(State.NOT_PLANNED);
            assertThat(stuck.detail()).contains("loops.groovy:5: has not planned within its time");
            assertThat(after.detail()).contains("ran out of time before; repair it and reload");
        }
        try (Responders reloaded = folder.load("loops")) {
            assertThat(only(Folder.respond(reloaded, Verdicts.block(Verdicts.IPV4), "loops"))
                            .state())
                    .isEqualTo(State.WOULD_RUN);
        }
    }

    @Test
    void anInterruptedPipelineStaysInterruptedAndBlamesNobody() throws Exception {
        folder.blocking("fine", "say 'planned'");
        try (Responders responders = folder.load("fine")) {
            Thread.currentThread().interrupt();

            Outcome during = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "fine"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(during.detail()).contains("was interrupted before it had planned");
            assertThat(only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "fine"))
                            .state())
                    .isEqualTo(State.WOULD_RUN);
        }
    }

    @Test
    void aReleaseRunsTheReleaseWithTheAlarmOfItsBlock() throws Exception {
        folder.file("undoes", Folder.whole("say 'a'").replace("'released'", "\"released ${verdict.span().seconds}\""));
        try (Responders responders = folder.load("undoes")) {

            Outcome outcome = only(Folder.respond(responders, Verdicts.release(Verdicts.IPV4), "undoes"));

            assertThat(outcome.effect()).isEqualTo(new Effect.Say("released 600"));
        }
    }

    @Test
    void aRunOnlyVerdictHasNoSpan() throws Exception {
        folder.blocking("tells", "say \"span ${verdict.span().seconds}\"");
        try (Responders responders = folder.load("tells")) {

            Outcome outcome = only(Folder.respond(responders, Verdicts.run(Verdicts.IPV4), "tells"));

            assertThat(outcome.effect()).isEqualTo(new Effect.Say("span 0"));
        }
    }

    @Test
    void aSparedSourceMeetsNothing() throws Exception {
        folder.blocking("tells", "say 'a'");
        Verdict spare = new Verdict.Spare(Verdicts.alarm(Verdicts.IPV4), "it is the gateway");
        try (Responders responders = folder.load("tells")) {
            assertThat(Folder.respond(responders, spare, "tells")).isEmpty();
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedThoughItIsOnlyRehearsed() throws Exception {
        folder.blocking("admits", "cannot 'IPv6 is unknown to it'");
        try (Responders responders = folder.load("admits")) {

            Outcome outcome = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV6), "admits"));

            assertThat(outcome.state()).isEqualTo(State.REFUSED);
            assertThat(outcome.detail()).isEqualTo("IPv6 is unknown to it");
        }
    }

    @Test
    void aNameThatIsNotLoadedIsAnOutcome() throws Exception {
        folder.blocking("tells", "say 'a'");
        try (Responders responders = folder.load("tells")) {

            Outcome outcome = only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "absent"));

            assertThat(outcome.state()).isEqualTo(State.NOT_PLANNED);
            assertThat(outcome.detail()).startsWith("absent is not loaded");
        }
    }

    @Test
    void aDynamicResponderPlansLikeAnyOther() throws Exception {
        folder.file("loose", "// dynamic\n" + Folder.whole("def a = verdict; say \"saw ${a.source()}\""));
        try (Responders responders = folder.load("loose")) {
            assertThat(only(Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "loose"))
                            .effect())
                    .isEqualTo(new Effect.Say("saw 203.0.113.9"));
        }
    }

    @Test
    void whatTheNetworkSaysReachesNoStatement() throws Exception {
        folder.blocking("splices", "nft \"add element inet portcullis banned4 { ${verdict.reason()} }\"");
        Verdict.Block block = new Verdict.Block(
                Verdicts.alarm(Verdicts.IPV4, "203.0.113.1 }; flush ruleset"),
                java.time.Duration.ofMinutes(1),
                "the rule asks for it");
        try (Responders responders = folder.load("splices")) {

            Outcome outcome = only(Folder.respond(responders, block, "splices"));

            assertThat(outcome.state()).isEqualTo(State.NOT_PLANNED);
            assertThat(outcome.detail()).contains("printable ASCII without ;");
        }
    }

    @Test
    void aLoadedResponderSaysWhatItDoes() throws Exception {
        folder.blocking("tells", "say 'a'");
        try (Responders responders = folder.load("tells")) {
            assertThat(responders.title("tells")).contains("test");
            assertThat(responders.needs("tells")).contains("nothing");
            assertThat(responders.title("absent")).isEmpty();
        }
    }

    @Test
    void aSetWithoutAnEndIsNotPlannedForARunOnlyVerdict() throws Exception {
        folder.blocking("adds", "command 'ipset', 'add', 'x', verdict.source(), 'timeout', verdict.span().seconds");
        try (Responders responders = folder.load("adds")) {

            Outcome outcome = only(Folder.respond(responders, Verdicts.run(Verdicts.IPV4), "adds"));

            assertThat(outcome.detail()).contains("adds.groovy:5: timeout 0 would never end");
        }
    }

    private static Outcome only(List<Outcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }
}
