package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Fate;
import portcullis.fact.Host;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.ModeOn;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Story;
import portcullis.fact.Transport;
import portcullis.fact.Trusted;

/** That the story of a source says what it lacked. */
class FollowedTest {
    private static final Address HOST = Address.of("192.0.2.1");
    private static final Address SCANNER = Address.of("203.0.113.9");
    private static final long ZERO = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int SYN = 2;
    private static final int SYN_ACK = 18;

    private static RuleBase rules;

    private final List<Alarm> alarms = new ArrayList<>();

    @BeforeAll
    static void compileTheRules(@TempDir Path cache) throws Refused {
        rules = RuleBase.of(
                List.of(
                        new RuleText("counts.drl", """
                                package portcullis.rules
                                import portcullis.fact.*
                                rule "counts what is unasked"
                                    @id( "counts" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
                                when
                                    $touch : Touch( kind in ( Kind.SYN, Kind.UDP ), port < 1000, conversation == Conversation.NONE )
                                then
                                    insert( new Counts( $touch, $touch.transport() == Transport.TCP ? Mode.ATCP : Mode.AUDP ) );
                                end
                                rule "ignores the trusted"
                                    @id( "ignores" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
                                when
                                    $newcomer : Newcomer( )
                                    $trusted : Trusted( covers( $newcomer.address() ) )
                                then
                                    insert( new Ignored( $newcomer, "it is trusted" ) );
                                end
                                """),
                        alarm("many", "hits( Mode.ATCP, 60 ) >= 2, ports( Mode.ATCP, 60 ) >= 4"),
                        alarm("datagrams", "ports( Mode.AUDP, 60 ) >= 2"),
                        alarm("off", "ports( Mode.ATCP, 60 ) >= 1000000000"),
                        alarm("picky", "hits( Mode.ATCP, 60 ) >= 1, told( \"datagrams\" ) == true")),
                Optional.of(cache));
    }

    private static RuleText alarm(String id, String conditions) {
        return new RuleText(id + ".drl", """
                package portcullis.rules
                import portcullis.fact.*
                rule "%s"
                    @id( "%s" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
                when
                    $source : Source( told( "%s" ) == false, %s )
                then
                    insert( new Alarm( $source.getAddress(), "%s", "too many" ) );
                end
                """.formatted(id, id, id, conditions, id));
    }

    @Test
    void aSilentRuleIsRememberedAsItStoodWhenItWasNearest() {
        Story story = story(syn(0, 22), syn(1, 23), syn(2, 24), syn(100, 25), syn(101, 26));

        assertThat(story.nearest().orElseThrow().words())
                .isEqualTo("reached every number, and another condition was not met");
        Story.Silent many = silent(story, "many");
        assertThat(many.words()).isEqualTo("ports( Mode.ATCP, 60 ) reached 3 of 4");
        assertThat(many.at()).isEqualTo(ZERO + 2 * SECOND);
        assertThat(many.nearness()).isEqualTo(0.875);
        assertThat(silent(story, "datagrams").isTouched()).isFalse();
        assertThat(silent(story, "off").isOff()).isTrue();
        assertThat(story.told()).isEmpty();
    }

    @Test
    void aRuleThatAlarmedIsNotSilent() {
        Story story = story(syn(0, 22), syn(1, 23), syn(2, 24), syn(3, 25), syn(4, 26));

        assertThat(story.told()).extracting(told -> told.first().rule()).containsExactly("many");
        assertThat(story.silent())
                .extracting(Story.Silent::rule)
                .containsExactlyInAnyOrder("picky", "datagrams", "off");
        assertThat(story.digests().get(Fate.BELOW_THRESHOLD).packets()).isEqualTo(3);
        assertThat(story.digests().get(Fate.ALARMED).ports()).hasToString("{TCP=25}");
        assertThat(story.digests().get(Fate.QUIET).ports()).hasToString("{TCP=26}");
    }

    @Test
    void whatDidNotCountIsToldApart() {
        Story story = story(syn(0, 5_000), packet(1, 22, Transport.TCP, SYN_ACK), packet(2, 33, Transport.ICMP, 0));

        assertThat(story.digests()).containsOnlyKeys(Fate.UNWATCHED, Fate.BACKSCATTER);
        assertThat(story.digests().get(Fate.BACKSCATTER).kinds()).isEqualTo(Map.of(Kind.SYN_ACK, 1L));
        assertThat(story.nearest()).isEmpty();
    }

    @Test
    void whyASourceIsIgnoredIsTold() {
        Story story = story(
                List.of(new Trusted(Network.of(SCANNER))), syn(0, 22), syn(1, 23), syn(2, 24), syn(3, 25), syn(4, 26));

        assertThat(story.ignoredBecause()).contains("it is trusted");
        assertThat(story.digests()).containsKey(Fate.IGNORED).doesNotContainKey(Fate.ALARMED);
    }

    private static Story.Silent silent(Story story, String rule) {
        return story.silent().stream()
                .filter(silent -> silent.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private Story story(Sent... packets) {
        return story(List.of(new ModeOn(Mode.ATCP)), packets);
    }

    private Story story(List<?> facts, Sent... packets) {
        Host host = new Host(List.of(Network.of(HOST)), List.of(), List.of(), List.of());
        Memory memory = new Memory(100, 1_024, Duration.ofHours(1), Duration.ofMinutes(10));
        try (Detector detector = new Detector(rules, facts, new Surroundings(host, Ports.NONE, 0), memory)) {
            detector.follow(Set.of(SCANNER));
            for (Sent packet : packets) detector.observe(packet, alarms);
            assertThat(detector.problems()).isEmpty();
            return detector.stories().get(0);
        }
    }

    private static Sent syn(int second, int port) {
        return packet(second, port, Transport.TCP, SYN);
    }

    private static Sent packet(int second, int port, Transport transport, int flags) {
        return new Sent(ZERO + second * SECOND, SCANNER, 40_000, HOST, port, transport, flags);
    }
}
