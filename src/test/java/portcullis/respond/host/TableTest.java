package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portcullis.fact.Address;
import portcullis.fact.Network;
import portcullis.fact.Outcome;
import portcullis.fact.Outcome.State;
import portcullis.respond.Order;

/** The table in a kernel, in a network namespace of its own. */
@Timeout(120)
final class TableTest {
    private static final Address FOUR = Address.of("203.0.113.9");
    private static final Address SIX = Address.of("2001:db8::9");

    private Netns host;
    private Firewall firewall;
    private Table table;

    @BeforeEach
    void open() {
        host = Netns.open("nft");
        firewall = new NftProgram(host.commands());
        table = Table.sparing(firewall);
    }

    @AfterEach
    void close() throws HostFailed {
        if (host != null) host.close();
    }

    @Test
    void itIsInstalledCheckedAndRemoved() throws Exception {
        assertThat(table.isWhole()).isFalse();

        table.install();
        assertThat(table.isWhole()).isTrue();
        assertThat(host.show("nft", "list", "chain", "inet", "portcullis", "guard"))
                .contains("hook prerouting priority mangle; policy accept;")
                .containsPattern(
                        "ip saddr @banned4 ct state (invalid,new,untracked|new,invalid,untracked) counter .*drop")
                .contains("ip6 saddr @protected6 counter");

        table.remove();
        table.remove();
        assertThat(table.isWhole()).isFalse();
        assertThat(host.show("nft", "list", "ruleset")).isEmpty();
    }

    @Test
    void hardDropsAll() throws Exception {
        Table.hard(firewall).install();

        assertThat(host.show("nft", "list", "chain", "inet", "portcullis", "guard"))
                .containsPattern("ip6 saddr @banned6 counter packets 0 bytes 0 drop")
                .doesNotContain("ct state");
    }

    @Test
    void bansChangeNothingOfItsForm() throws Exception {
        table.install();

        table.restore(Map.of(FOUR, 60L, SIX, 60L));

        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void whatSomebodyTookAwayIsPutBackAndBansStay() throws Exception {
        table.install();
        table.restore(Map.of(FOUR, 600L));
        host.show("nft", "flush", "chain", "inet", "portcullis", "guard");
        assertThat(table.isWhole()).isFalse();

        table.install();
        assertThat(table.isWhole()).isTrue();
        assertThat(table.read()).containsOnlyKeys(FOUR);

        host.show("nft", "flush", "ruleset");
        assertThat(table.isWhole()).isFalse();
        table.install();
        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void anotherTableOfOurNameIsReplaced() throws Exception {
        firewall.run(List.of(
                "add table inet portcullis",
                "add set inet portcullis banned4 { type ipv6_addr; }",
                "add chain inet portcullis guard { type filter hook input priority 7; }"));

        table.install();
        table.restore(Map.of(FOUR, 600L));

        assertThat(table.isWhole()).isTrue();
        assertThat(table.read()).containsOnlyKeys(FOUR);
    }

    @Test
    void whatIsRestoredIsReadBackWithItsTime() throws Exception {
        table.install();
        Map<Address, Long> banned = new HashMap<>();
        for (int i = 0; i < 600; i++) banned.put(Address.ofIpv4(0xCB007100 + i), 1L + i * 997L + 100); // neighbours
        banned.put(SIX, 90_061L);
        banned.put(Address.of("2001:db8::a"), Table.FOR_EVER);
        banned.put(Address.of("198.51.100.1"), 0L);

        table.restore(banned);

        Map<Address, Long> read = table.read();
        banned.remove(Address.of("198.51.100.1"));
        assertThat(read).containsOnlyKeys(banned.keySet());
        banned.forEach((address, seconds) ->
                assertThat(read.get(address)).isBetween(seconds == Table.FOR_EVER ? seconds : seconds - 60, seconds));
    }

    @Test
    void aWholeNetworkIsBannedAsTheAddressThatStandsForIt() throws Exception {
        Address network = Address.of("2001:db8:1:2::/64");
        table.install();

        table.restore(Map.of(network, 600L, SIX, 600L));

        assertThat(table.isWhole()).isTrue();
        assertThat(table.read()).containsOnlyKeys(network, SIX);
        assertThat(host.show("nft", "list", "set", "inet", "portcullis", "banned64"))
                .contains("2001:db8:1:2:: timeout 10m");
        assertThat(host.show("nft", "list", "chain", "inet", "portcullis", "guard"))
                .containsPattern("ip6 saddr & ffff:ffff:ffff:ffff:: (== )?@banned64 ct state .*drop");
    }

    @Test
    void whoIsBannedAlreadyStaysSo() throws Exception {
        table.install();
        table.restore(Map.of(FOUR, 60L));

        table.restore(Map.of(FOUR, 6000L, SIX, 600L));

        assertThat(table.read()).containsOnlyKeys(FOUR, SIX);
    }

    @Test
    void aHundredThousandBansAreOneTransaction() throws Exception {
        table.install();
        Map<Address, Long> banned = new HashMap<>();
        for (int i = 0; i < 100_000; i++) banned.put(Address.ofIpv4(0x0A000000 + 3 * i), 3600L);

        table.restore(banned);

        assertThat(table.read()).containsOnlyKeys(banned.keySet());
    }

    @Test
    void theProtectedMayOverlap() throws Exception {
        table.install();

        table.protect(networks("192.0.2.0/24", "192.0.2.1", "2001:db8::/32"));

        assertThat(host.show("nft", "list", "set", "inet", "portcullis", "protected4"))
                .contains("192.0.2.0/24");
        assertThat(host.holds("nft", "get", "element", "inet", "portcullis", "protected6", "{ 2001:db8::1 }"))
                .isTrue();
        table.protect(Set.of());
        assertThat(host.holds("nft", "get", "element", "inet", "portcullis", "protected6", "{ 2001:db8::1 }"))
                .isFalse();
    }

    @Test
    void aThousandBansOfOneStepAreInTheKernel() throws Exception {
        table.install();
        Order[] orders = new Order[1000];
        for (int i = 0; i < orders.length; i++)
            orders[i] = Orders.nft(
                    "add element inet portcullis banned4 { 10.0." + i / 250 + "." + i % 250 + " timeout 600s }");

        assertThat(Orders.carriedOut(runner(), orders)).allMatch(outcome -> outcome.state() == State.DONE);

        assertThat(table.read()).hasSize(1000);
    }

    @Test
    void anElementInsideABannedNetworkIsRefusedAlone() throws Exception {
        table.install();
        firewall.run(List.of(
                "add set inet portcullis wide { type ipv4_addr; flags interval,timeout; }",
                "add element inet portcullis wide { 10.0.0.0/8 timeout 600s }"));

        List<Outcome> outcomes =
                Orders.carriedOut(runner(), wide("198.51.100.1"), wide("10.1.2.3"), wide("198.51.100.2"));

        assertThat(outcomes.stream().map(Outcome::state)).containsExactly(State.DONE, State.REFUSED, State.DONE);
        assertThat(outcomes.get(1).detail()).contains("overlaps").contains("10.1.2.3");
        assertThat(Orders.carriedOut(runner(), Orders.nft("delete element inet portcullis wide { 10.1.2.3 }"))
                        .get(0)
                        .state())
                .isEqualTo(State.DONE);
    }

    @Test
    void aBanIsRenewedAndWhatTheKernelEndedIsReleased() throws Exception {
        table.install();
        Orders.carriedOut(runner(), ban("600s"));
        Orders.carriedOut(runner(), ban("1s"));
        assertThat(table.read().getOrDefault(FOUR, 1L)).isEqualTo(1);

        Poll.until(
                "the kernel ends the ban",
                () -> !host.holds("nft", "get", "element", "inet", "portcullis", "banned4", "{ 203.0.113.9 }"));

        assertThat(Orders.carriedOut(runner(), Orders.nft("delete element inet portcullis banned4 { 203.0.113.9 }"))
                        .get(0)
                        .state())
                .isEqualTo(State.DONE);
        assertThat(table.read()).isEmpty();
    }

    @Test
    void whateverStandsInTheSetABlockEndsWhenTheLastStepSays() throws Exception {
        table.install();
        firewall.run(List.of("add element inet portcullis banned4 { 198.51.100.1, 198.51.100.2 timeout 60s,"
                + " 198.51.100.3 timeout 9000s, 198.51.100.4 timeout 60s }"));

        List<Outcome> outcomes = Orders.carriedOut(
                runner(),
                ban("198.51.100.1", 600),
                ban("198.51.100.2", 600),
                ban("198.51.100.3", 600),
                ban("198.51.100.5", 60),
                ban("198.51.100.5", 600),
                Orders.nft("delete element inet portcullis banned4 { 198.51.100.4 }"),
                ban("198.51.100.4", 600));

        assertThat(outcomes).allMatch(outcome -> outcome.state() == State.DONE);
        assertThat(table.read().values()).hasSize(5).allMatch(seconds -> seconds > 300 && seconds <= 600);
    }

    @Test
    void withoutTheTableABlockIsRefusedInNftsWords() throws Exception {
        Outcome outcome = Orders.carriedOut(runner(), ban("600s")).get(0);

        assertThat(outcome.state()).isEqualTo(State.REFUSED);
        assertThat(outcome.detail())
                .contains("No such file or directory")
                .contains("add element inet portcullis banned4")
                .doesNotContain("^");
        assertThatThrownBy(() -> table.read()).isInstanceOf(HostFailed.class);
    }

    @Test
    void theLibraryDoesTheSameInThisProcess() {
        assertThat(host.java(LibraryTrial.class)).isEqualTo(LibraryTrial.PASSED + "\n");
    }

    private static Order ban(String source, int seconds) {
        return Orders.nft("add element inet portcullis banned4 { " + source + " timeout " + seconds + "s }");
    }

    private static Order ban(String timeout) {
        return Orders.nft("add element inet portcullis banned4 { 203.0.113.9 timeout " + timeout + " }");
    }

    private static Order wide(String address) {
        return Orders.nft("add element inet portcullis wide { " + address + " timeout 600s }");
    }

    private HostRunner runner() {
        return new HostRunner(firewall, host.commands(Duration.ofSeconds(10)), Orders.THREADS, 4, outcome -> {});
    }

    private static List<Network> networks(String... texts) {
        return java.util.Arrays.stream(texts)
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }
}
