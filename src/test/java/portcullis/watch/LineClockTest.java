package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineClockTest {
    private static final Instant START = Instant.parse("2026-03-29T00:59:58.5Z");

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D", "PT-0.001S"})
    void whoSetsTheWallClockMovesNothing(Duration step) {
        AtomicReference<Instant> wall = new AtomicReference<>(START);
        AtomicLong monotonic = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow at any time
        LineClock clock = new LineClock(wall::get, monotonic::get);
        long before = clock.now();

        wall.set(START.plus(step));
        monotonic.addAndGet(1_000);

        assertThat(before).isEqualTo(START.toEpochMilli() * 1_000_000);
        assertThat(clock.now() - before).isEqualTo(1_000);
    }
}
