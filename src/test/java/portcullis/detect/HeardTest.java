package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static final long SECOND = 1_000_000_000L;

    private final Heard heard = new Heard(new RuleNumbers(List.of()), 0);

    @Test
    void slightAlertsHideNoGraverOne() {
        for (int second = 1; second <= 5; second++) {
            heard.hear(second * SECOND);
            heard.alert(2);
        }
        for (int i = 0; i < 1_000; i++) heard.alert(3);

        assertThat(heard.alerts(1, 60)).isZero();
        assertThat(heard.alerts(2, 60)).isEqualTo(5);
        assertThat(heard.alerts(2, 2)).isEqualTo(3);
        assertThat(heard.alerts(3, 60)).isEqualTo(5 + Moments.MOST);
    }

    @Test
    void prioritiesBelowTheLastAreOneClass() {
        for (int priority : List.of(0, 1, 4, 200)) heard.alert(priority);

        assertThat(heard.alerts(1, 1)).isEqualTo(2);
        assertThat(heard.alerts(3, 1)).isEqualTo(2);
        assertThat(heard.alerts(4, 1)).isEqualTo(4);
        assertThat(heard.alerts(255, 1)).isEqualTo(4);
    }

    @Test
    void asManyFailuresAreCountedAsSettingsMayAskFor() {
        for (int second = 0; second < 1_000; second++) {
            heard.hear(second * SECOND);
            heard.fail();
        }

        assertThat(heard.failures(3_600)).isEqualTo(Moments.MOST);
        assertThat(heard.failures(9)).isEqualTo(10);
    }
}
