package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portcullis.fact.Effect;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;
import portcullis.respond.Order;

@Timeout(60)
final class HostRunnerTest {
    private final BlockingQueue<Outcome> told = Orders.told();
    private final FakeFirewall firewall = new FakeFirewall();
    private final HostRunner runner = new HostRunner(firewall, Commands.ofThisHost(), Orders.THREADS, 4, told::add);

    @Test
    void allElementsOfAStepAreOneTransaction() {
        Order[] orders = new Order[1000];
        for (int i = 0; i < orders.length; i++) orders[i] = ban("10.0." + i / 250 + "." + i % 250);

        assertThat(Orders.carriedOut(runner, orders)).allMatch(outcome -> outcome.state() == State.DONE);

        assertThat(firewall.transactions).hasSize(1);
        assertThat(firewall.transactions.get(0)).hasSize(1).allMatch(text -> text.split(", ").length == 1000);
    }

    @Test
    void changesThatShareNoStatementStayInTheirOrder() {
        firewall.refuses = statement -> statement.startsWith("create");

        Orders.carriedOut(runner, ban("203.0.113.9"), ban("203.0.113.8"), ban("203.0.113.9"), release("203.0.113.8"));

        assertThat(firewall.transactions.get(0))
                .containsExactly(
                        "create element inet portcullis banned4 { 203.0.113.9 timeout 600s, 203.0.113.8 timeout 600s }",
                        "create element inet portcullis banned4 { 203.0.113.9 timeout 600s }",
                        "add element inet portcullis banned4 { 203.0.113.8 }",
                        "delete element inet portcullis banned4 { 203.0.113.8 }");
        assertThat(firewall.transactions.get(1))
                .containsExactly(
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s, 203.0.113.8 timeout 600s }",
                        "delete element inet portcullis banned4 { 203.0.113.9, 203.0.113.8 }",
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s, 203.0.113.8 timeout 600s }",
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s }",
                        "delete element inet portcullis banned4 { 203.0.113.9 }",
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s }",
                        "add element inet portcullis banned4 { 203.0.113.8 }",
                        "delete element inet portcullis banned4 { 203.0.113.8 }");
    }

    @Test
    void anAddRenewsAndADeleteNeedsNothingThere() {
        firewall.refuses = statement -> statement.startsWith("create");

        assertThat(Orders.carriedOut(runner, ban("203.0.113.9"), release("203.0.113.9")))
                .allMatch(outcome -> outcome.state() == State.DONE);

        assertThat(firewall.transactions).hasSize(2);
        assertThat(firewall.transactions.get(1))
                .containsExactly(
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s }",
                        "delete element inet portcullis banned4 { 203.0.113.9 }",
                        "add element inet portcullis banned4 { 203.0.113.9 timeout 600s }",
                        "add element inet portcullis banned4 { 203.0.113.9 }",
                        "delete element inet portcullis banned4 { 203.0.113.9 }");
    }

    @Test
    void nothingIsTakenForNewInSetsThatAreNotOurs() {
        String set = "inet filter banned4";

        Orders.carriedOut(runner, Orders.nft("add element " + set + " { 203.0.113.9 timeout 600s }"));

        assertThat(firewall.transactions)
                .containsExactly(List.of(
                        "add element " + set + " { 203.0.113.9 timeout 600s }",
                        "delete element " + set + " { 203.0.113.9 }",
                        "add element " + set + " { 203.0.113.9 timeout 600s }"));
    }

    @Test
    void aFirewallThatDoesNotAnswerIsAskedOnce() {
        firewall.isDeaf = true;

        assertThat(Orders.carriedOut(runner, ban("203.0.113.9"), ban("203.0.113.8")))
                .allMatch(outcome -> outcome.state() == State.TIMED_OUT)
                .hasSize(2);

        assertThat(firewall.transactions).hasSize(1);
    }

    @Test
    void oneBadElementDoesNotVoidTheOthers() {
        firewall.refuses = statement -> statement.contains("10.0.0.77 ");
        Order[] orders = new Order[200];
        for (int i = 0; i < orders.length; i++) orders[i] = ban("10.0.0." + i);

        List<Outcome> outcomes = Orders.carriedOut(runner, orders);

        assertThat(outcomes.get(77).state()).isEqualTo(State.REFUSED);
        assertThat(outcomes.get(77).detail()).isEqualTo("not this one");
        assertThat(outcomes.stream().filter(outcome -> outcome.state() == State.DONE))
                .hasSize(199);
        assertThat(firewall.transactions).hasSizeLessThan(20);
    }

    @Test
    void aFirewallThatRefusesAllIsNotAskedForEver() {
        firewall.refuses = statement -> true;
        Order[] orders = new Order[1000];
        for (int i = 0; i < orders.length; i++) orders[i] = ban("10.0." + i / 250 + "." + i % 250);

        assertThat(Orders.carriedOut(runner, orders))
                .hasSize(1000)
                .allMatch(outcome -> outcome.state() == State.REFUSED);

        assertThat(firewall.transactions).hasSizeLessThan(250);
    }

    @Test
    void whereThereIsNoFirewallEachBlockSaysSo() {
        HostRunner without = new HostRunner(new NoFirewall(), Commands.ofThisHost(), Orders.THREADS, 4, told::add);

        Outcome outcome = Orders.carriedOut(without, ban("203.0.113.9")).get(0);

        assertThat(outcome.state()).isEqualTo(State.REFUSED);
        assertThat(outcome.detail()).isEqualTo("neither libnftables.so.1 nor the program nft is here");
    }

    @Test
    void namesNeverReachTheLibrary() throws Exception {
        for (String key : List.of("example.net", "1.2.3.400", "203.0.113.9, example.net"))
            assertThat(NftElement.of(new Effect.Nft("add element inet portcullis banned4 { " + key + " timeout 1s }")))
                    .isEmpty();
        assertThat(NftElement.of(new Effect.Nft("add rule inet filter input ip saddr example.net drop")))
                .isEmpty();
    }

    @Test
    void outcomesComeInTheOrderOfThePlan() throws Exception {
        List<Outcome> outcomes = Orders.carriedOut(
                runner,
                Orders.order("says", new Effect.Say("hello")),
                Orders.command("true"),
                ban("203.0.113.9"),
                Orders.order("answers", new Effect.Banner("go away")));

        assertThat(outcomes.stream().map(Outcome::state))
                .containsExactly(State.DONE, State.WAITING, State.DONE, State.REFUSED);
        assertThat(next().state()).isEqualTo(State.DONE);
    }

    @Test
    void aBannerIsDoneOnlyWhereSomebodyHeardIt() throws Exception {
        Order order = Orders.order("answers", new Effect.Banner("go away"));

        assertThat(Orders.carriedOut(saying((source, text, later) -> State.DONE), order)
                        .get(0)
                        .state())
                .isEqualTo(State.DONE);

        for (boolean said : new boolean[] {true, false}) {
            List<Consumer<Boolean>> waiting = new ArrayList<>();
            HostRunner patient = saying((source, text, later) -> {
                assertThat(source + " " + text).isEqualTo("203.0.113.9 go away");
                waiting.add(later);
                return State.WAITING;
            });
            assertThat(Orders.carriedOut(patient, order).get(0).state()).isEqualTo(State.WAITING);
            waiting.get(0).accept(said);
            Outcome outcome = next();
            assertThat(outcome.state()).isEqualTo(said ? State.DONE : State.REFUSED);
            assertThat(outcome.detail()).isEqualTo(said ? "" : "no connection of the source's is held open");
        }
    }

    private HostRunner saying(Banners banners) {
        return new HostRunner(
                firewall, new Tools(Commands.ofThisHost(), banners, Posts.NONE), Orders.THREADS, 4, told::add);
    }

    @Test
    void aCommandThatHangsKeepsNeitherTheLineNorOtherRespondersWaiting() throws Exception {
        HostRunner hasty =
                new HostRunner(firewall, new Commands(List.of(), Duration.ofMillis(700)), Orders.THREADS, 4, told::add);

        assertThat(Orders.carriedOut(hasty, Orders.command("sleep", "1000"), ban("203.0.113.9"))
                        .get(1)
                        .state())
                .isEqualTo(State.DONE);
        Orders.carriedOut(hasty, Orders.order("other", new Effect.Command(List.of("true"), "")));

        Outcome first = next();
        Outcome second = next();
        assertThat(first.responder()).isEqualTo("other");
        assertThat(second.state()).isEqualTo(State.TIMED_OUT);
        assertThat(second.detail()).isEqualTo("was killed after 700 ms");
    }

    @Test
    void commandsOfOneResponderRunOneAfterAnother() throws Exception {
        Orders.carriedOut(
                runner, Orders.command("sh", "-c", "sleep 0.2; exit 1"), Orders.command("sh", "-c", "exit 2"));

        assertThat(next().detail()).isEqualTo("exit status 1");
        assertThat(next().detail()).isEqualTo("exit status 2");
    }

    @Test
    void whenTooManyWaitTheNextIsRefused() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        HostRunner held = new HostRunner(firewall, Commands.ofThisHost(), Orders.THREADS, 2, outcome -> {
            await(gate);
            told.add(outcome);
        });

        List<Outcome> outcomes =
                Orders.carriedOut(held, Orders.command("true"), Orders.command("true"), Orders.command("true"));
        gate.countDown();

        assertThat(outcomes.stream().map(Outcome::state)).containsExactly(State.WAITING, State.WAITING, State.REFUSED);
        assertThat(outcomes.get(2).detail()).isEqualTo("too many commands are waiting");
        assertThat(held.settle(Duration.ofSeconds(20))).isTrue();
        assertThat(told).hasSize(2);
        assertThat(Orders.carriedOut(held, Orders.command("true")).get(0).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void aListenerThatFailsStopsNothing() throws Exception {
        HostRunner unheard = new HostRunner(firewall, Commands.ofThisHost(), Orders.THREADS, 4, outcome -> {
            told.add(outcome);
            throw new IllegalStateException("a journal that is full");
        });

        Orders.carriedOut(unheard, Orders.command("true"), Orders.command("true"));

        assertThat(next().state()).isEqualTo(State.DONE);
        assertThat(next().state()).isEqualTo(State.DONE);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private static Order ban(String source) {
        return Orders.nft("add element inet portcullis banned4 { " + source + " timeout 600s }");
    }

    private static Order release(String source) {
        return Orders.nft("delete element inet portcullis banned4 { " + source + " }");
    }
}
