package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SCANNER = 7;
    private static final int SCANNERS = 1_000;

    private final Newcomers newcomers = new Newcomers(10, 42);
    private long now = SECOND;
    private long forged = 1_000;

    @Test
    void theFirstOfASecondAreAllLetIn() {
        assertThat(forge(10)).isEqualTo(10);
        assertThat(forge(1_000)).isZero();

        now += SECOND;
        assertThat(forge(10)).isEqualTo(10);
        assertThat(newcomers.turnedAway()).isEqualTo(1_000);
    }

    @Test
    void whoComesAgainIsLetInUnlessALongTimeHasPassed() {
        forge(10);
        assertThat(newcomers.admits(0, SCANNER, now)).isFalse();
        assertThat(newcomers.admits(0, SCANNER, now)).isTrue();

        assertThat(newcomers.admits(0, SCANNER + 1, now)).isFalse();
        now += 61 * SECOND;
        forge(10);
        assertThat(newcomers.admits(0, SCANNER + 1, now)).isFalse();
    }

    /**
     * A hundred thousand names a second, six seconds long, push out one print in ten: that is the Poisson chance that eight or more of
     * 600,000 fall into a scanner's line of eight among 131,072, and that he has to come a third time.
     */
    @Property(tries = 5)
    void nineScannersOfTenAreFoundAmongTheForgedHoweverTheFloodBegan(
            @ForAll @IntRange(min = 0, max = 200_000) int before) {
        Newcomers gate = new Newcomers(500, before);
        long time = SECOND;
        long name = 1 << 20;
        int admitted = 0;
        int found = 0;
        for (int i = 0; i < before; i++) gate.admits(0, name++, time + i * 10_000L);
        time += before * 10_000L;
        for (int scanner = 0; scanner < SCANNERS; scanner++) gate.admits(0, scanner, time);
        for (int i = 0; i < 600_000; i++) if (gate.admits(0, name++, time + i * 10_000L)) admitted++;

        for (int scanner = 0; scanner < SCANNERS; scanner++)
            if (gate.admits(0, scanner, time + 6 * SECOND + scanner * SECOND / 100)) found++;
        assertThat(found).isGreaterThan(SCANNERS * 85 / 100);
        assertThat(admitted).isLessThanOrEqualTo(7 * 500);
    }

    /** Each name comes four times: the forger fills the places of those who come again, until more often is asked for. */
    @Test
    void whoForgesEachNameSeveralTimesDoesNotKeepTheScannerOut() {
        int second = 0;
        boolean isIn = false;
        for (; second < 10 && !isIn; second++, now += SECOND) {
            for (int i = 0; i < 1_000; i++) {
                forged++;
                for (int time = 0; time < 4; time++) newcomers.admits(0, forged, now);
                if (i % 10 == 0) isIn |= newcomers.admits(0, SCANNER, now); // a hundred ports a second
            }
        }

        assertThat(isIn).isTrue();
        assertThat(second).isLessThan(5);
    }

    @Test
    void ofThoseWhoComeAgainNoMoreAreLetInEither() {
        forge(10);
        int admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            newcomers.admits(0, ++forged, now);
            if (newcomers.admits(0, forged, now)) admitted++;
        }

        assertThat(admitted).isEqualTo(10);
    }

    /** @return how many were let in */
    private int forge(int many) {
        int admitted = 0;
        for (int i = 0; i < many; i++) if (newcomers.admits(0, ++forged, now)) admitted++;
        return admitted;
    }
}
