package portcullis.scenario.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShorteningTest {
    private final List<Integer> whole = IntStream.range(0, 1_000).boxed().toList();

    @Test
    void onlyWhatIsNeededIsLeft() {
        List<Integer> needed = List.of(3, 4, 500, 641);

        assertThat(new Shortening(3_000).shortest(whole, left -> left.containsAll(needed)))
                .isEqualTo(needed);
    }

    @Test
    void whereAnyThreeWillDoThreeAreLeft() {
        assertThat(new Shortening(3_000).shortest(whole, left -> left.size() >= 3))
                .hasSize(3);
    }

    @Test
    void whenTheTrialsAreUsedUpWhatIsLeftStillShowsIt() {
        Shortening shortening = new Shortening(20);

        List<Integer> left = shortening.shortest(whole, some -> some.contains(7) && some.contains(900));

        assertThat(shortening.isExhausted()).isTrue();
        assertThat(left).contains(7, 900).hasSizeLessThan(1_000);
    }

    @Test
    void oneIsNotMadeNone() {
        assertThat(new Shortening(3_000).shortest(List.of(5), left -> true)).containsExactly(5);
    }
}
