package portcullis.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.journal.HistoryLine;
import portcullis.journal.Numbers;
import portcullis.journal.Period;
import portcullis.journal.Stretch;

class LetterTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final long NOON = Instant.parse("2026-03-04T12:00:00Z").getEpochSecond() * 1_000_000_000L;

    @Test
    void tellsWhatHappenedByWhomAndWhatWasDone() {
        Period period = new Period(
                new Stretch(NOON - DAY, NOON, new Numbers(0, 0, 0), new Numbers(40, 0, 0)),
                5,
                2,
                1,
                List.of(new Period.Loud(
                        Address.of("203.0.113.9"),
                        4,
                        NOON - 1,
                        "advanced-tcp, nmap-signature",
                        "touched 3 unserved TCP ports: 22 23 25",
                        "block for 10m, first block")),
                Map.of("advanced-tcp", 3L),
                Map.of("block", 1L, "spare", 2L, "release", 1L),
                1,
                Map.of("report only, by block.udp", 2L),
                Map.of("run-a-command: exit status 1", 1L),
                Map.of("packets cut short before the ports", 7L),
                List.of(new HistoryLine(NOON - 5, "", "root", "promoted knocks")),
                9);

        Letter letter = Letter.of(period, "gate", ZoneOffset.UTC);

        assertThat(letter.subject()).isEqualTo("portcullis gate: 5 alarms about 2 sources, 1 block, some failed");
        assertThat(letter.text()).isEqualTo("""
                gate, 2026-03-03 12:00:00 to 2026-03-04 12:00:00 Z

                What happened
                  5 alarms about 2 sources
                    3 x advanced-tcp
                  1 source of which only rules on probation told
                  9 sources that touched something and raised no alarm

                By whom
                  203.0.113.9  4 alarms, the last at 2026-03-04 11:59:59: advanced-tcp, nmap-signature
                    touched 3 unserved TCP ports: 22 23 25
                    block for 10m, first block
                  and 1 source more

                What was done
                  1 block, 1 of them carried out
                  1 release

                Who was spared
                  2 x report only, by block.udp

                What failed
                  1 x run-a-command: exit status 1

                What was not understood, or not kept
                  7 x packets cut short before the ports

                What administrators did
                  2026-03-04 11:59:59  root  promoted knocks

                More: portcullis explain ADDRESS, portcullis history ADDRESS
                """);
    }

    @Test
    void whatOthersChoseIsOneLineAndPlain() {
        Period period = new Period(
                new Stretch(NOON - DAY, NOON, new Numbers(0, 0, 0), new Numbers(40, 0, 0)),
                1,
                1,
                0,
                List.of(new Period.Loud(
                        Address.of("203.0.113.9"),
                        1,
                        NOON,
                        "login",
                        "user \u202eevil\r\nWhat failed\n.\n\u001b[31m" + "x".repeat(5_000),
                        "spare, report only")),
                Map.of(),
                Map.of("spare", 1L),
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                0);

        Letter letter = Letter.of(period, "gate\nBcc: victim@example.org", ZoneOffset.UTC);

        assertThat(letter.subject()).doesNotContain("\n");
        assertThat(letter.text()).doesNotContain("\r", "\u202e", "\u001b", "\nWhat failed", "\n.\n");
        assertThat(letter.text().lines()).allMatch(line -> line.length() <= 303);
    }
}
