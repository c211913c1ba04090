package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class SampledTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Entry> written = new ArrayList<>();
    private final Sampled sampled = new Sampled(written::add);

    @Test
    void ofUnansweredAlarmsSoManyASecondAreWrittenAndTheRestIsCounted() {
        for (int i = 0; i < 1_000; i++) spare(alarm(SECOND), true);
        spare(alarm(2 * SECOND), true);

        assertThat(written).hasSize(2 * (Sampled.UNANSWERED + 1));
        assertThat(sampled.leftOut()).isEqualTo(1_000 - Sampled.UNANSWERED);
    }

    @Test
    void whatIsDecidedIsAlwaysWrittenWithItsAlarmBeforeIt() {
        for (int i = 0; i < 1_000; i++) spare(alarm(SECOND), true);
        written.clear();
        Alarm alarm = alarm(SECOND);
        Verdict block = new Verdict.Block(alarm, Duration.ofMinutes(10), "first block");

        sampled.record(alarm);
        sampled.record(block);
        spare(alarm, false);

        assertThat(written).startsWith(alarm, block).hasSize(4);
    }

    @Test
    void aFloodOfPacketsHidesNoLogin() {
        for (int i = 0; i < 1_000; i++) reportOnly(alarm(SECOND, Mode.AUDP));
        reportOnly(alarm(SECOND, Mode.LOGINS));
        reportOnly(alarm(SECOND, Mode.ALERTS));

        assertThat(written).hasSize(2 * (Sampled.UNANSWERED + 2));
    }

    private void reportOnly(Alarm alarm) {
        sampled.record(alarm);
        sampled.record(new Verdict.Spare(alarm, "report only, by block"));
    }

    private void spare(Alarm alarm, boolean forNow) {
        sampled.record(alarm);
        sampled.record(new Verdict.Spare(alarm, "a limit is reached", forNow));
    }

    private static Alarm alarm(long at) {
        return alarm(at, Mode.ATCP);
    }

    private static Alarm alarm(long at, Mode mode) {
        Address source = Address.of("203.0.113.9");
        Alarm.Proof proof = new Alarm.Proof(mode, Kind.SYN, Address.of("192.0.2.1"), List.of(23), Evidence.FORGEABLE);
        return new Alarm(source, "advanced-tcp", "touched 1 unserved TCP port").provenBy(at, proof);
    }
}
