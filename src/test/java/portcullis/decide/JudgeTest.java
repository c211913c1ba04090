package portcullis.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Network;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;

class JudgeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Duration> TEN_MINUTES_AN_HOUR = List.of(Duration.ofMinutes(10), Duration.ofHours(1));
    private static final Limits LIMITS = limits(Evidence.FORGEABLE);
    private static final Protected NOBODY =
            new Protected(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final List<Verdict> verdicts = new ArrayList<>();

    @Test
    void aBlockEndsByItself() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);

        judge.judge(List.of(alarm("203.0.113.9", 0, Evidence.FORGEABLE)), 0, verdicts);
        judge.judge(List.of(), 600 * SECOND, verdicts);

        assertThat(verdicts).extracting(Verdict::decision).containsExactly("block", "release");
        assertThat(verdicts.get(1).at()).isEqualTo(600 * SECOND);
        assertThat(judge.blocks()).isEmpty();
    }

    @Test
    void whatWouldFollowARuleOnProbationIsSaidAndEnteredNowhere() {
        Protected gateway = guarding("192.0.2.254");
        Judge judge = judge(Policy.RESPOND, gateway, LIMITS);
        Alarm shadow = alarm("203.0.113.9", 0, Evidence.FORGEABLE).asShadow();
        Alarm real = alarm("203.0.113.9", 1, Evidence.FORGEABLE);

        judge.judge(List.of(shadow, alarm("192.0.2.254", 0, Evidence.FORGEABLE).asShadow()), 0, verdicts);
        assertThat(judge.blocks()).isEmpty();
        judge.judge(List.of(real, shadow), SECOND, verdicts);

        assertThat(verdicts).extracting(Verdict::decision).containsExactly("shadow", "shadow", "block", "shadow");
        assertThat(verdicts)
                .filteredOn(Verdict.Shadow.class::isInstance)
                .extracting(verdict -> ((Verdict.Shadow) verdict).would().decision() + ", " + verdict.why())
                .containsExactly("block, first block", "spare, the host's gateway", "spare, blocked already");
        assertThat(((Verdict.Shadow) verdicts.get(1)).isGuarded()).isTrue();
        assertThat(((Verdict.Shadow) verdicts.get(3)).isGuarded()).isFalse();
    }

    @Test
    void aRuleOnProbationSpendsNoBudgetAndIsToldOfALimit() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);
        for (int i = 0; i < 5_000; i++)
            judge.judge(
                    List.of(alarm("198.18." + i / 250 + "." + i % 250, 0, Evidence.FORGEABLE)
                            .asShadow()),
                    0,
                    verdicts);
        judge.judge(List.of(alarm("203.0.113.9", 1, Evidence.FORGEABLE)), SECOND, verdicts);
        assertThat(verdicts.get(5_000)).isInstanceOf(Verdict.Block.class);
        verdicts.clear();

        for (int i = 0; i < 5_000; i++)
            judge.judge(List.of(alarm("198.18." + i / 250 + "." + i % 250, 1, Evidence.FORGEABLE)), SECOND, verdicts);
        verdicts.clear();
        judge.judge(List.of(alarm("203.0.113.10", 1, Evidence.FORGEABLE).asShadow()), SECOND, verdicts);

        assertThat(verdicts.get(0).why()).contains("the limit of");
    }

    private static Protected guarding(String gateway) {
        List<Network> none = List.of();
        return new Protected(none, List.of(Network.of(Address.of(gateway))), none, none, none, none, none, none);
    }

    @Test
    void eachBlockOfASourceIsLongerUntilTheLast() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);

        for (long at : new long[] {0, 700, 5000}) {
            judge.judge(List.of(alarm("203.0.113.9", at * SECOND, Evidence.FORGEABLE)), at * SECOND, verdicts);
        }

        assertThat(verdicts)
                .filteredOn(Verdict.Block.class::isInstance)
                .extracting(verdict -> ((Verdict.Block) verdict).span())
                .containsExactly(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1));
    }

    @Test
    void whoProvesHimselfIsBlockedForLongerAndHisBlocksCountOn() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);

        judge.judge(List.of(alarm("203.0.113.9", 0, Evidence.FORGEABLE)), 0, verdicts);
        judge.judge(List.of(alarm("203.0.113.9", 700 * SECOND, Evidence.HANDSHAKE)), 700 * SECOND, verdicts);

        assertThat(verdicts)
                .filteredOn(Verdict.Block.class::isInstance)
                .extracting(verdict -> ((Verdict.Block) verdict).span())
                .containsExactly(Duration.ofMinutes(10), Duration.ofDays(1));
    }

    @Test
    void whoIsProvenByLessThanSettingsAskForIsSparedWithWhatWasMissing() {
        Judge judge = judge(Policy.RESPOND, NOBODY, limits(Evidence.DATA));

        judge.judge(
                List.of(
                        alarm("203.0.113.7", 0, Evidence.FORGEABLE),
                        alarm("203.0.113.8", 0, Evidence.HANDSHAKE),
                        alarm("203.0.113.9", 0, Evidence.DATA)),
                0,
                verdicts);

        assertThat(verdicts)
                .extracting(Verdict::why)
                .containsExactly(
                        "anybody could have sent this in its name; block.evidence asks for data",
                        "it has completed a handshake and sent nothing; block.evidence asks for data",
                        "first block");
    }

    @Test
    void aBlockOfANetworkTakesTheOnesOfItsAddressesIn() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);

        judge.judge(List.of(alarm("2001:db8:a::9", 0, Evidence.FORGEABLE)), 0, verdicts);
        judge.judge(
                List.of(
                        alarm("2001:db8:b::9", SECOND, Evidence.FORGEABLE),
                        alarm("2001:db8:a::/64", SECOND, Evidence.FORGEABLE),
                        alarm("2001:db8:a::8", SECOND, Evidence.FORGEABLE)),
                SECOND,
                verdicts);

        assertThat(verdicts)
                .extracting(verdict -> verdict.decision() + " " + verdict.source())
                .containsExactly(
                        "block 2001:db8:a::9",
                        "release 2001:db8:a::9",
                        "block 2001:db8:b::9",
                        "block 2001:db8:a::/64",
                        "spare 2001:db8:a::8");
        assertThat(judge.stillBlocks(Address.of("2001:db8:a::7"))).isTrue();
        judge.release(Address.of("2001:db8:a::/64"), 2 * SECOND, "by hand");
        assertThat(judge.stillBlocks(Address.of("2001:db8:a::7"))).isFalse();
    }

    @Test
    void aNetworkIsSparedForOneProtectedAddressOfIt() {
        List<Network> none = List.of();
        Protected guarded = new Protected(
                none, none, network("2001:db8:a::53"), none, none, none, none, network("2001:db8:b::/48"));
        Judge judge = judge(Policy.RESPOND, guarded, LIMITS);

        judge.judge(
                List.of(
                        alarm("2001:db8:a::/64", 0, Evidence.DATA),
                        alarm("2001:db8:b:7::/64", 0, Evidence.DATA),
                        alarm("fe80::/64", 0, Evidence.DATA)),
                0,
                verdicts);

        assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Spare.class));
    }

    @Test
    void anAdministratorsWordNeedsNoEvidence() {
        Judge judge = judge(Policy.RESPOND, NOBODY, limits(Evidence.DATA));

        Verdict verdict = judge.ban(alarm("203.0.113.9", 0, Evidence.ORDERED), Duration.ofMinutes(1), "by hand");

        assertThat(verdict.decision()).isEqualTo("block");
    }

    @Test
    void aSourceThatStaysAwayBeginsAnew() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);
        long twoDays = 2 * 86_400 * SECOND;

        judge.judge(List.of(alarm("203.0.113.9", 0, Evidence.FORGEABLE)), 0, verdicts);
        judge.judge(List.of(alarm("203.0.113.9", twoDays, Evidence.FORGEABLE)), twoDays, verdicts);

        assertThat(((Verdict.Block) verdicts.get(2)).span()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void forgedSendersCannotStarveTheBlockOfARealOne() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 1; i <= 5; i++) alarms.add(alarm("198.51.100." + i, i, Evidence.FORGEABLE));
        alarms.add(alarm("203.0.113.9", 6, Evidence.HANDSHAKE));

        judge.judge(alarms, 6, verdicts);

        assertThat(verdicts)
                .extracting(Verdict::decision)
                .containsExactly("block", "block", "block", "spare", "spare", "block");
    }

    @Test
    void neitherDoTwoForgedPacketsInEachNameStarveIt() {
        Judge judge = judge(Policy.RESPOND, NOBODY, LIMITS);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 1; i <= 5; i++) alarms.add(alarm("198.51.100." + i, i, Evidence.FORGEABLE, 22, 23));
        alarms.add(alarm("203.0.113.9", 6, Evidence.FORGEABLE, 1, 11, 15, 22, 23, 79, 111, 119));

        judge.judge(alarms, 6, verdicts);

        assertThat(verdicts)
                .extracting(Verdict::decision)
                .containsExactly("block", "block", "block", "spare", "spare", "block");
    }

    @Test
    void theGatewayIsSparedHoweverItIsAccused() {
        Protected guarded = new Protected(
                network("192.0.2.0/28"),
                network("192.0.2.254"),
                network("2001:db8::53"),
                network("192.0.2.67"),
                network("192.0.2.123"),
                network("203.0.113.200"),
                network("203.0.113.201"),
                network("198.51.100.0/24"));
        Judge judge = judge(Policy.RESPOND, guarded, LIMITS);
        List<Alarm> alarms = new ArrayList<>();
        for (String source : List.of(
                "192.0.2.1",
                "192.0.2.254",
                "2001:db8::53",
                "192.0.2.67",
                "192.0.2.123",
                "203.0.113.200",
                "203.0.113.201",
                "198.51.100.77",
                "127.0.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1")) {
            alarms.add(alarm(source, 0, Evidence.DATA));
        }

        judge.judge(alarms, 0, verdicts);

        assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Spare.class));
    }

    @Test
    void reportOnlyAndRunOnlyBlockNobody() {
        Alarm alarm = alarm("203.0.113.9", 0, Evidence.FORGEABLE);

        judge(Policy.REPORT_ONLY, NOBODY, LIMITS).judge(List.of(alarm), 0, verdicts);
        judge(Policy.RUN_ONLY, NOBODY, LIMITS).judge(List.of(alarm), 0, verdicts);

        assertThat(verdicts).extracting(Verdict::decision).containsExactly("spare", "run");
    }

    @Property(tries = 200)
    void neverMoreBlocksThanTheLimitsAndNeverTwiceTheSame(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 60) Integer> sources,
            @ForAll @IntRange(min = 1, max = 20) int atOnce) {
        Limits limits = new Limits(
                List.of(Duration.ofSeconds(30)),
                List.of(Duration.ofSeconds(30)),
                new Limits.Floor(Evidence.FORGEABLE, "block.evidence"),
                Duration.ofDays(1),
                1_000,
                atOnce);
        Judge judge = judge(Policy.RESPOND, NOBODY, limits);
        List<Verdict> all = new ArrayList<>();
        long now = 0;

        for (int source : sources) {
            now += SECOND;
            judge.judge(List.of(alarm("198.51.100." + source, now, Evidence.FORGEABLE)), now, all);
            assertThat(judge.blocks().size()).isLessThanOrEqualTo(atOnce);
            assertThat(judge.blocks()).extracting(Verdict.Block::source).doesNotHaveDuplicates();
        }
        judge.judge(List.of(), now + 31 * SECOND, all);

        long blocks = all.stream().filter(Verdict.Block.class::isInstance).count();
        assertThat(all.stream().filter(Verdict.Release.class::isInstance)).hasSize((int) blocks);
    }

    private static Limits limits(Evidence least) {
        List<Duration> proven = List.of(Duration.ofHours(2), Duration.ofDays(1));
        Limits.Floor floor = new Limits.Floor(least, "block.evidence");
        return new Limits(proven, TEN_MINUTES_AN_HOUR, floor, Duration.ofDays(1), 3, 100);
    }

    private static Judge judge(Policy policy, Protected guarded, Limits limits) {
        return new Judge(Map.of(Transport.TCP, policy, Transport.UDP, policy), guarded, limits);
    }

    private static List<Network> network(String text) {
        return List.of(Network.parse(text).orElseThrow());
    }

    private static Alarm alarm(String source, long at, Evidence evidence) {
        return alarm(source, at, evidence, 23);
    }

    private static Alarm alarm(String source, long at, Evidence evidence, Integer... ports) {
        Alarm.Proof proof = new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(ports), evidence);
        return new Alarm(Address.of(source), "advanced-tcp", "touched 1 port").provenBy(at, proof);
    }
}
