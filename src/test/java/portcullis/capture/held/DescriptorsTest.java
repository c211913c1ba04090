package portcullis.capture.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
    @Test
    void theSoftLimitCounts() {
        assertThat(Descriptors.of(List.of(
                                "Limit                     Soft Limit           Hard Limit           Units     ",
                                "Max open files            1024                 524288               files     "))
                        .limit())
                .isEqualTo(1_024);
        assertThat(Descriptors.of(List.of("Max open files            unlimited            unlimited            files"))
                        .limit())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whatTheKernelDoesNotSayIsTheUsual() {
        assertThat(Descriptors.of(List.of("something else")).limit()).isEqualTo(1_024);
        assertThat(Descriptors.of(List.of("Max open files  many")).limit()).isEqualTo(1_024);
        assertThat(Descriptors.ofThisProcess().limit()).isPositive();
    }

    @Test
    void portsNeverStarveTheRest() {
        for (int limit : new int[] {0, 1, 64, 1_024, 4_096, 65_536, 1 << 20, Integer.MAX_VALUE}) {
            Descriptors descriptors = new Descriptors(limit);
            assertThat((long) descriptors.forPorts() + descriptors.forCallers())
                    .isLessThanOrEqualTo(Math.max(1, limit - Math.min(1_024, limit / 2)));
        }
        assertThat(new Descriptors(524_288).forPorts()).isGreaterThan(2 * 65_535);
    }
}
