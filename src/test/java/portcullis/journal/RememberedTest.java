package portcullis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class RememberedTest {
    private static final Address SOURCE = Address.of("203.0.113.9");
    private static final long BEGAN = Duration.ofDays(20_000).toNanos();

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "P1D", "P20000D"})
    void noBlockOutlastsItsSpanWhereTheClockWasSetBack(Duration back) {
        long now = BEGAN - back.toNanos();

        Verdict.Block block = block().asOf(now).block();

        assertThat(block.at()).isEqualTo(now);
        assertThat(block.span()).isEqualTo(Duration.ofMinutes(10));
        assertThat(block.because().proof()).isEqualTo(block().block().because().proof());
    }

    @Test
    void elseItStaysAsItIs() {
        assertThat(block().asOf(BEGAN + Duration.ofDays(1).toNanos())).isEqualTo(block());
    }

    private static Remembered block() {
        Alarm.Proof proof = new Alarm.Proof(Mode.ATCP, Kind.SYN, SOURCE, List.of(23), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(SOURCE, "advanced-tcp", "touched a port").provenBy(BEGAN, proof);
        return new Remembered(new Verdict.Block(alarm, Duration.ofMinutes(10), "first block"), 1, false, true, true);
    }
}
