package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RushTest {
    private static final long MILLISECOND = 1_000_000L;

    private final Rush rush = new Rush();
    private long now = 1_700_000_000_000_000_000L;

    @Test
    void theFirstPacketsAreNoRushHoweverCloseTheyCome() {
        packets(16, 0);

        assertThat(rush.isOn(16)).isFalse();
    }

    @Test
    void aPacketAMillisecondIsNone() {
        packets(1000, MILLISECOND);

        assertThat(rush.isOn(1)).isFalse();
    }

    @Test
    void itBeginsWithTheSeventeenthAndEndsWithANapThatBringsFew() {
        packets(17, MILLISECOND / 10);
        assertThat(rush.isOn(1)).isTrue();

        packets(4, MILLISECOND / 10);
        assertThat(rush.isOn(4)).isTrue();
        packets(3, MILLISECOND / 10);
        assertThat(rush.isOn(3)).isFalse();
        assertThat(rush.isOn(0)).isFalse();
    }

    @Test
    void aClockThatIsSetBackMakesNoLastingRush() {
        packets(100, MILLISECOND);
        now -= 3_600_000 * MILLISECOND;
        packets(1, 0);
        rush.isOn(1);

        assertThat(rush.isOn(1)).isFalse();
    }

    private void packets(int many, long apart) {
        for (int i = 0; i < many; i++) rush.packet(now += apart);
    }
}
