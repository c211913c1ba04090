package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Ports;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Transport;

/** Whatever an administrator's rule throws, the others go on, and the problem is told once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThrowingRulesTest {
    private static final Address HOST = Address.of("192.0.2.1");
    private static final long ZERO = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int SYN = 2;
    private static final String RULES = """
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
            rule "divides by nothing at two ports"
                @id( "divides" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $source : Source( 6 / ( 2 - ports( Mode.ATCP, 60 ) ) == 7 )
            then
                insert( new Alarm( $source.getAddress(), "divides", "never" ) );
            end
            rule "throws when it fires at three ports"
                @id( "throws" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $source : Source( ports( Mode.ATCP, 60 ) >= 3 )
            then
                throw new IllegalStateException( "on purpose" );
            end
            rule "alarms at four ports"
                @id( "alarms" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $source : Source( ports( Mode.ATCP, 60 ) >= 4, told( "alarms" ) == false )
            then
                insert( new Alarm( $source.getAddress(), "alarms", "four ports" ) );
            end
            rule "divides by nothing when it sees an alarm"
                @id( "second-thoughts" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
            when
                $alarm : Alarm( rule == "alarms", 6 / ( reason.length() - 10 ) == 7 )
            then
                insert( new Doubt( $alarm.source(), "never" ) );
            end
            rule "alarms five seconds after a probe of port 99"
                @id( "later" ) @why( "w" ) @mistaken( "m" ) @forgeable( "f" )
                timer( int: 5s )
            when
                $probe : Probe( port == 99 )
            then
                insert( new Alarm( $probe.source(), "later", "waited" ) );
            end
            """;

    private final List<Alarm> alarms = new ArrayList<>();
    private Detector detector;

    @BeforeAll
    void compile() throws Refused {
        RuleBase rules = RuleBase.of(List.of(new RuleText("rules.drl", RULES)), Optional.empty());
        Host host = new Host(List.of(Network.of(HOST)), List.of(), List.of(), List.of());
        Memory memory = new Memory(100, 100, Duration.ofDays(1), Duration.ofMinutes(10));
        detector = new Detector(rules, List.of(), new Surroundings(host, Ports.NONE, 1), memory);
    }

    @BeforeEach
    void forget() {
        alarms.clear();
    }

    @AfterAll
    void close() {
        detector.close();
    }

    @Test
    void theOthersGoOn() {
        touch(0, "203.0.113.9", 1, 2, 3, 4, 5);
        touch(1, "203.0.113.10", 1, 2, 3, 4, 5);

        assertThat(alarms).extracting(Alarm::rule).containsExactly("alarms", "alarms");
        assertThat(detector.problems())
                .extracting(Problem::found)
                .anyMatch(found -> found.contains("ArithmeticException"))
                .anyMatch(found -> found.endsWith("failed: IllegalStateException: on purpose"));
    }

    @Test
    void aTimerGoesOffAtItsTime() {
        touch(100, "203.0.113.11", 99);
        detector.pass(ZERO + 104 * SECOND, alarms);
        assertThat(alarms).extracting(Alarm::rule).doesNotContain("later");
        detector.pass(ZERO + 107 * SECOND, alarms);

        assertThat(alarms).extracting(Alarm::rule).contains("later");
    }

    private void touch(int second, String from, int... ports) {
        for (int port : ports)
            detector.observe(
                    new Sent(ZERO + second * SECOND, Address.of(from), 40_000, HOST, port, Transport.TCP, SYN), alarms);
    }
}
