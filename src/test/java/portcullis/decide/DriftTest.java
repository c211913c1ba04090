package portcullis.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class DriftTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Address SCANNER = Address.of("203.0.113.9");
    private static final Address OTHER = Address.of("2001:db8::9");

    @Test
    void whatBothHoldIsNoDrift() {
        List<Verdict.Block> ledger = List.of(block(SCANNER, 0, 600));

        Drift drift = Drift.between(ledger, ledger, Map.of(SCANNER, 500L), 100 * SECOND);

        assertThat(drift).isEqualTo(new Drift(List.of(), Map.of()));
    }

    @Test
    void theKernelMayLackAndMayKnowMore() {
        List<Verdict.Block> ledger = List.of(block(SCANNER, 0, 600));

        Drift drift = Drift.between(ledger, ledger, Map.of(OTHER, 30L), 100 * SECOND);

        assertThat(drift.lacking()).isEqualTo(ledger);
        assertThat(drift.unknown()).containsOnly(Map.entry(OTHER, 30L));
    }

    @Test
    void whatBeganOrEndedWhileTheKernelWasReadIsNoDrift() {
        Verdict.Block begun = block(SCANNER, 50, 600);
        Verdict.Block ended = block(OTHER, 0, 60);

        Drift drift = Drift.between(List.of(ended), List.of(begun), Map.of(OTHER, 1L), 60 * SECOND);

        assertThat(drift).isEqualTo(new Drift(List.of(), Map.of()));
    }

    @Test
    void aSourceBlockedAnewMeanwhileIsNotLacking() {
        Drift drift =
                Drift.between(List.of(block(SCANNER, 0, 60)), List.of(block(SCANNER, 61, 600)), Map.of(), 62 * SECOND);

        assertThat(drift.lacking()).isEmpty();
    }

    @Test
    void whatIsAboutToEndMayHaveEndedInTheKernel() {
        List<Verdict.Block> ledger = List.of(block(SCANNER, 0, 60));

        assertThat(Drift.between(ledger, ledger, Map.of(), 58 * SECOND).lacking())
                .isEmpty();
        assertThat(Drift.between(ledger, ledger, Map.of(), 56 * SECOND).lacking())
                .isEqualTo(ledger);
    }

    private static Verdict.Block block(Address source, long at, long seconds) {
        Alarm.Proof proof = new Alarm.Proof(Mode.STCP, Kind.SYN, source, List.of(1), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(source, "rule", "reason").provenBy(at * SECOND, proof);
        return new Verdict.Block(alarm, Duration.ofSeconds(seconds), "first block");
    }
}
