package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.Kind;
import portcullis.fact.Packet;

class RecentTest {
    private final Recent recent = new Recent();

    @Test
    void everyPartOfAPacketComesBack() {
        Probing sent = Probing.syn(1_700_000_000_000_000_001L, "2001:db8::ff", 65_535);
        recent.add(sent);

        recent.since(0, packet -> {
            assertThat(List.<Object>of(packet.nanos(), packet.source(), packet.target()))
                    .isEqualTo(List.of(sent.nanos(), sent.source(), sent.target()));
            assertThat(List.of(packet.sourcePort(), packet.targetPort(), packet.flags(), packet.window()))
                    .isEqualTo(List.of(40_000, 65_535, 2, 65_535));
            assertThat(List.of(packet.sequence(), packet.acknowledgement(), packet.ttl(), packet.payloadLength()))
                    .isEqualTo(List.of(-7, -2, 255, 17));
            assertThat(List.<Object>of(packet.kind(), packet.tool(), packet.transport(), packet.interfaceNumber()))
                    .isEqualTo(List.of(Kind.SYN, sent.tool(), sent.transport(), 3));
            assertThat(List.of(packet.hasOptions(), packet.isFragment(), packet.isToGroup()))
                    .isEqualTo(List.of(true, false, false));
        });
        assertThat(recent.since(sent.nanos(), packet -> {})).isOne();
        assertThat(recent.since(sent.nanos() + 1, packet -> {})).isZero();
    }

    @Test
    void theLatestStayInTheirOrderWhileItGrowsAndWhenItIsFull() {
        for (int i = 0; i < 3 * Recent.MOST; i++) {
            recent.add(Probing.syn(i, "203.0.113.9", i & 0xFFFF));
            if (i == 700) assertThat(times(recent)).hasSize(701).isSorted();
        }

        List<Long> times = times(recent.copy());
        assertThat(times).hasSize(Recent.MOST).isSorted();
        assertThat(times.get(0)).isEqualTo(2L * Recent.MOST);
    }

    private static List<Long> times(Recent recent) {
        List<Long> times = new ArrayList<>();
        recent.since(0, (Packet packet) -> times.add(packet.nanos()));
        return times;
    }
}
