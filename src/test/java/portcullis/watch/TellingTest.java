package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class TellingTest {
    private static final int MORE_THAN_MAY_WAIT = 12_000;

    private final Keeper keeper = new Keeper();
    private final Telling telling = new Telling(keeper);

    /** Keeps the list of who is blocked; all on the thread of the test. */
    private static final class Keeper implements Voice {
        private final Set<Address> blocked = new LinkedHashSet<>();
        private final List<Boolean> newOnes = new ArrayList<>();
        private int entries;
        private long lost;
        private boolean keeps = true;

        @Override
        public boolean keepsBlocks() {
            return keeps;
        }

        @Override
        public void blocked(Verdict.Block block, boolean isNew) {
            assertThat(blocked.add(block.source())).isTrue();
            newOnes.add(isNew);
        }

        @Override
        public void released(Verdict.Release release) {
            assertThat(blocked.remove(release.source())).isTrue();
        }

        @Override
        public void record(Entry entry) {
            entries++;
        }

        @Override
        public void more(long at, Optional<Address> source, long events) {
            lost += events;
        }

        @Override
        public void pause() {}
    }

    @Test
    void allThatIsRestoredIsToldHoweverLittleTheLogHolds() {
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) telling.blocked(block(i), false);
        Verdict.Block last = block(MORE_THAN_MAY_WAIT);
        for (int i = 0; i < 1_000; i++) telling.hear(last);

        tell();

        assertThat(keeper.blocked).hasSize(MORE_THAN_MAY_WAIT);
        assertThat(keeper.newOnes).containsOnly(false);
        assertThat(keeper.entries).isEqualTo(1_000);
        assertThat(keeper.lost).isZero();
    }

    @Test
    void whoComesAndGoesWhileNobodyHearsTakesNoRoomAndIsCounted() {
        telling.blocked(block(1), true);
        tell();

        telling.released(release(1));
        for (int i = 2; i < 1_002; i++) {
            telling.blocked(block(i), true);
            telling.released(release(i));
        }
        telling.blocked(block(1), true);
        telling.blocked(block(1), true); // another responder's
        telling.released(release(2_000)); // of whom it was never told
        tell();

        assertThat(keeper.blocked).containsExactly(source(1));
        assertThat(keeper.newOnes).hasSize(2);
        assertThat(keeper.lost).isEqualTo(1_000);
    }

    @Test
    void aBlockThatEndsAfterAnotherOfItsSourceLeavesNobodyBlocked() {
        telling.blocked(block(1), true);
        tell();

        telling.released(release(1));
        telling.blocked(block(1), true);
        telling.released(release(1));
        tell();

        assertThat(keeper.blocked).isEmpty();
    }

    @Test
    void whoKeepsNoListIsToldOfNone() {
        keeper.keeps = false;

        telling.blocked(block(1), true);
        telling.released(release(1));
        tell();

        assertThat(keeper.newOnes).isEmpty();
        assertThat(keeper.lost).isZero();
    }

    private void tell() {
        telling.end();
        telling.run(new LineClock());
    }

    private static Address source(int i) {
        return Address.ofIpv4(0x0A00_0000 + i);
    }

    private static Verdict.Block block(int i) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(1), Evidence.FORGEABLE);
        return new Verdict.Block(
                new Alarm(source(i), "rule", "reason").provenBy(1, proof), Duration.ofMinutes(1), "first block");
    }

    private static Verdict.Release release(int i) {
        return new Verdict.Release(block(i), 2, "over");
    }
}
