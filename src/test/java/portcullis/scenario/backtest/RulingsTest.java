package portcullis.scenario.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class RulingsTest {
    private static final Address SOURCE = Address.of("203.0.113.9");

    @Test
    void ofARuleOnProbationNothingComes() {
        Rulings rulings = new Rulings(List.of());
        Alarm shadow = alarm("knocks", 1).asShadow();
        Verdict.Block would = new Verdict.Block(shadow, Duration.ofMinutes(10), "first block");

        rulings.record(shadow);
        rulings.record(new Verdict.Shadow(shadow, would, false));

        assertThat(rulings.all()).isEmpty();
    }

    @Test
    void itHidesNoOtherRulesAlarm() {
        Rulings rulings = new Rulings(List.of());

        rulings.record(alarm("knocks", 1).asShadow());
        rulings.record(alarm("sweeps", 2));

        assertThat(rulings.of(SOURCE).told().orElseThrow().rule()).isEqualTo("sweeps");
    }

    private static Alarm alarm(String rule, long at) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(1), Evidence.FORGEABLE);
        return new Alarm(SOURCE, rule, "so").provenBy(at, proof);
    }
}
