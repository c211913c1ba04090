package portcullis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Problem;

/** The edges of what a timeline can say. */
final class TimelineTest {
    private final List<Problem> problems = new ArrayList<>();
    private final Timeline timeline = new Timeline("a.scenario", problems);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0s 203.0.113.9 > 192.0.2.1 tcp S 22                              | 1",
                "0s 203.0.113.9>192.0.2.1 tcp S 22                                | 1",
                "0s 203.0.113.9 > 192.0.2.1 tcp - 0                               | 1",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 1-9 22,80 65535                 | 12",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 22 22                           | 2",
                "0s 203.0.113.9 > 192.0.2.1 tcp connect 22                        | 3",
                "0s 203.0.113.1-203.0.113.5 > 192.0.2.1 udp 7 9                   | 10",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 22 fragments 8                  | 3",
                "0s 203.0.113.9 > 192.0.2.1 udp 69 payload 8 fragments 8 reversed | 2",
                "0s [2001:db8::9]:53 > 2001:db8::1 udp 69 options ttl 1           | 1",
                "0s 2001:db8::9 > 2001:db8::1 udp 69                              | 1",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 22 23 as masscan                | 2",
                "0s 203.0.113.9 > 192.0.2.1 sctp init 22 23                       | 2",
                "0s 203.0.113.9 > 192.0.2.1 ping timestamp                        | 1",
                "0s 2001:db8::9 > 2001:db8::1 ping echo                           | 1",
                "0s 203.0.113.9 > 192.0.2.1 protocol 50 89                        | 2",
                "0s 203.0.113.1-203.0.113.5 > 192.0.2.1 neighbour                 | 5",
                "9d silence                                                       | 0"
            })
    void aLineBecomesSoManyFrames(String line, int frames) {
        timeline.read(1, line);

        assertThat(problems).isEmpty();
        assertThat(timeline.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.frames()).hasSize(frames));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0s 203.0.113.9 > 192.0.2.1 tcp S",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 9-1",
                "0s 203.0.113.9 > 192.0.2.1 tcp s 22",
                "0s 203.0.113.9 > 192.0.2.1 udp 65536",
                "0s 203.0.113.9 > 192.0.2.1 udp 9 payload",
                "0s 203.0.113.9 > 192.0.2.1 udp 9 payload 1401",
                "0s 203.0.113.9 > 192.0.2.1 udp 9 ttl 0",
                "0s 203.0.113.9 > 192.0.2.1 udp 9 fragments 4",
                "0s 203.0.113.9 > 2001:db8::1 udp 9",
                "0s 203.0.113.9-203.0.113.1 > 192.0.2.1 udp 9",
                "0s 203.0.113 > 192.0.2.1 udp 9",
                "0s 203.0.113.9 < 192.0.2.1 udp 9",
                "0s 203.0.113.9 > 192.0.2.1 tcp S 22 as nobody",
                "0s 203.0.113.9 > 192.0.2.1 sctp 22",
                "0s 203.0.113.9 > 192.0.2.1 ping",
                "0s 2001:db8::9 > 2001:db8::1 ping mask",
                "0s 203.0.113.9 > 192.0.2.1 protocol 256",
                "0s 203.0.113.9 > 192.0.2.1 neighbour 22",
                "0s silence please",
                "soon silence"
            })
    void aLineThatMakesNoSenseIsRefused(String line) {
        timeline.read(7, line);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith("a.scenario:7:"));
        assertThat(timeline.steps()).isEmpty();
    }

    @Test
    void theSameTimeMayComeTwice() {
        timeline.read(1, "5s silence");
        timeline.read(2, "5000ms silence");

        assertThat(problems).isEmpty();
        assertThat(timeline.steps()).hasSize(2);
    }

    @Test
    void timeNeverGoesBack() {
        timeline.read(1, "5s silence");
        timeline.read(2, "4999ms silence");

        assertThat(problems).singleElement().asString().contains("lies before the line above");
    }

    @Test
    void aSourceHasItsPortAndATargetHasNone() {
        timeline.read(1, "0s 203.0.113.9:53 > 192.0.2.1 udp 69");
        timeline.read(2, "0s 203.0.113.9 > 192.0.2.1:69 udp 69");

        assertThat(problems).singleElement().asString().contains("\"192.0.2.1:69\" is no address");
    }
}
