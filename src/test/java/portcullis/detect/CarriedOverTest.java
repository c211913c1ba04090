package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Refused;
import portcullis.fact.Transport;
import portcullis.fact.Trusted;

/** What a source has done before other rules came is known to them. */
class CarriedOverTest {
    private static final Address HOST = Address.of("192.0.2.1");
    private static final Address HOST_6 = Address.of("2001:db8::1");
    private static final Address SCANNER = Address.of("203.0.113.9");
    private static final long ZERO = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int SYN = 2;
    private static final String COUNTS = """
            package portcullis.rules
            import portcullis.fact.*
            declare Probe @role( event ) @timestamp( millis ) @expires( 10m ) end
            rule "counts what is unasked"
                @id( "counts" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $touch : Touch( kind == Kind.SYN, conversation == Conversation.NONE )
            then
                insert( new Counts( $touch, Mode.ATCP ) );
            end
            rule "ignores the trusted"
                @id( "ignores" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $newcomer : Newcomer( )
                $trusted : Trusted( covers( $newcomer.address() ) )
            then
                insert( new Ignored( $newcomer, "it is trusted" ) );
            end
            """;

    @TempDir
    private static Path cache;

    private static RuleBase fourPorts;

    private final List<Alarm> alarms = new ArrayList<>();
    private Detector detector = detector(fourPorts);

    @BeforeAll
    static void compile() throws Refused {
        fourPorts = source("many", "ports( Mode.ATCP, 60 ) >= 4");
    }

    @AfterEach
    void close() {
        detector.close();
    }

    @Test
    void aCountHalfReachedGoesOn() {
        touch(0, SCANNER, 1, 2);
        reload(fourPorts);
        touch(1, SCANNER, 3);
        assertThat(alarms).isEmpty();
        touch(2, SCANNER, 4);

        assertThat(alarms).extracting(alarm -> alarm.proof().ports()).containsExactly(List.of(1, 2, 3, 4));
    }

    @Test
    void theOnlyTouchOfAStrangerCounts() {
        touch(0, SCANNER, 1);
        reload(fourPorts);
        touch(1, SCANNER, 2, 3, 4);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void whoWasToldOfIsNotToldOfTwiceUntilTheQuietTimeIsOver() {
        touch(0, SCANNER, 1, 2, 3, 4);
        reload(fourPorts);
        touch(1, SCANNER, 5, 6, 7, 8);
        assertThat(alarms).hasSize(1);
        touch(601, SCANNER, 1, 2, 3, 4);

        assertThat(alarms).hasSize(2);
    }

    @Test
    void whoIsAboveALowerThresholdIsToldOfAtTheNextProbe() throws Refused {
        touch(0, SCANNER, 1, 2, 3);
        reload(source("many", "ports( Mode.ATCP, 60 ) >= 2"));
        assertThat(alarms).isEmpty();
        touch(1, SCANNER, 1);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void touchesKeepTheirTimesInAWindowOfAnotherLength() throws Refused {
        touch(0, SCANNER, 1, 2);
        touch(50, SCANNER, 3);
        reload(source("many", "ports( Mode.ATCP, 10 ) >= 2"));
        touch(55, SCANNER, 3);
        assertThat(alarms).isEmpty();
        reload(source("many", "ports( Mode.ATCP, 3600 ) >= 2"));
        touch(300, SCANNER, 5);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void hitsGoOnAndOnlyWithoutATimeCannotGetOne() throws Refused {
        detector.close();
        detector = detector(source("hits", "hits( Mode.ATCP, 0 ) >= 4"));
        touch(0, SCANNER, 1, 1, 1);
        reload(source("hits", "hits( Mode.ATCP, 60 ) >= 4"));
        touch(1, SCANNER, 1, 1, 1);
        assertThat(alarms).isEmpty();
        reload(source("hits", "hits( Mode.ATCP, 0 ) >= 4"));
        touch(2, SCANNER, 1);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void scoresAndWalksGoOn() throws Refused {
        RuleBase rules = source("far", "score( Mode.ATCP, 3600 ) >= 3, walk() >= 4");
        detector.close();
        detector = detector(rules);
        touch(0, SCANNER, 1, 2);
        reload(rules);
        touch(1, SCANNER, 3);
        assertThat(alarms).isEmpty();
        touch(2, SCANNER, 4);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void whoIsIgnoredIsAskedAnew() {
        touch(0, SCANNER, 1, 2);
        detector.reload(fourPorts, List.of(new Trusted(Network.of(SCANNER))), memory(100), Ports.NONE);
        touch(1, SCANNER, 3, 4, 5);
        assertThat(alarms).isEmpty();
        reload(fourPorts);
        touch(2, SCANNER, 6);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void aSmallerMemoryKeepsThoseWhoTouchedMost() {
        touch(0, SCANNER, 1, 2, 3);
        for (int i = 1; i < 60; i++) touch(1, Address.of("198.18.0." + i), 9, 9);
        detector.reload(fourPorts, List.of(), memory(16), Ports.NONE);
        touch(2, SCANNER, 4);

        assertThat(alarms).hasSize(1);
        assertThat(detector.census().pushedOut()).isPositive();
    }

    @Test
    void aCrowdAroundATargetGoesOn() throws Refused {
        RuleBase rules = rules(
                "crowd",
                "$target : Target( told( \"crowd\" ) == false, sources( Mode.ATCP, 60 ) >= 3 )\n"
                        + "    $source : Source( ports( Mode.ATCP, 60 ) >= 2 )");
        detector.close();
        detector = detector(rules);
        touch(0, SCANNER, 1, 2);
        touch(1, Address.of("203.0.113.10"), 1, 2);
        reload(rules);
        touch(2, Address.of("203.0.113.11"), 1, 2);

        assertThat(alarms).isNotEmpty();
    }

    @Test
    void aNetworkOfSourcesGoesOn() throws Refused {
        RuleBase rules = rules(
                "network", "$source : SourceNetwork( told( \"network\" ) == false, addresses( Mode.ATCP, 60 ) >= 4 )");
        detector.close();
        detector = detector(rules);
        for (int i = 1; i < 4; i++) touch(i, Address.of("2001:db8:9::" + i), 1);
        reload(rules);
        touch(9, Address.of("2001:db8:9::9"), 1);

        assertThat(alarms).hasSize(1);
    }

    @Test
    void singleProbesAreRemembered() throws Refused {
        RuleBase rules = rules("pair", """
                $one : Probe( port == 7 )
                Probe( source == $one.source(), port == 9, this after[ 0s, 60s ] $one )
                $source : Source( address == $one.source(), told( "pair" ) == false, ports( Mode.ATCP, 60 ) >= 1 )""");
        detector.close();
        detector = detector(rules);
        touch(0, SCANNER, 7);
        reload(rules);
        touch(5, SCANNER, 9);

        assertThat(alarms).hasSize(1);
    }

    private static RuleBase source(String id, String conditions) throws Refused {
        return rules(id, "$source : Source( told( \"%s\" ) == false, %s )".formatted(id, conditions));
    }

    private static RuleBase rules(String id, String conditions) throws Refused {
        RuleText text = new RuleText(id + ".drl", """
                package portcullis.rules
                import portcullis.fact.*
                rule "%s"
                    @id( "%s" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
                when
                    %s
                then
                    insert( new Alarm( $source.getAddress(), "%s", "too many" ) );
                end
                """.formatted(id, id, conditions, id));
        return RuleBase.of(List.of(new RuleText("counts.drl", COUNTS), text), Optional.of(cache));
    }

    private static Memory memory(int sources) {
        return new Memory(sources, 100, Duration.ofDays(1), Duration.ofMinutes(10));
    }

    private static Detector detector(RuleBase rules) {
        Host host = new Host(List.of(Network.of(HOST), Network.of(HOST_6)), List.of(), List.of(), List.of());
        return new Detector(rules, List.of(), new Surroundings(host, Ports.NONE, 1), memory(100));
    }

    private void reload(RuleBase rules) {
        detector.reload(rules, List.of(), memory(100), Ports.NONE);
    }

    private void touch(int second, Address from, int... ports) {
        Address to = from.version() == 4 ? HOST : HOST_6;
        for (int port : ports)
            detector.observe(new Sent(ZERO + second * SECOND, from, 40_000, to, port, Transport.TCP, SYN), alarms);
    }
}
