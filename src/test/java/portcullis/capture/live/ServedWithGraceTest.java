package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

class ServedWithGraceTest {
    private static final long SECOND = 1_000_000_000L;

    private final ServedWithGrace served = new ServedWithGrace(Duration.ofSeconds(60));

    @Test
    void aPortIsServedForAWhileAfterItsSocketClosed() {
        assertThat(served.poll(ports(22, 80), 0)).isTrue();
        assertThat(served.poll(ports(22), 10 * SECOND)).isFalse();
        assertThat(served.poll(ports(22), 69 * SECOND)).isFalse();
        assertThat(served.served()).isEqualTo(ports(22, 80));

        assertThat(served.poll(ports(22), 70 * SECOND)).isTrue();
        assertThat(served.served()).isEqualTo(ports(22));
    }

    @Test
    void aServiceThatComesBackStartsItsGraceAnew() {
        served.poll(ports(80), 0);
        served.poll(List.of(), 10 * SECOND);
        served.poll(ports(80), 50 * SECOND);
        served.poll(List.of(), 60 * SECOND);

        assertThat(served.poll(List.of(), 119 * SECOND)).isFalse();
        assertThat(served.served()).isEqualTo(ports(80));
        assertThat(served.poll(List.of(), 120 * SECOND)).isTrue();
        assertThat(served.served()).isEmpty();
    }

    @Test
    void withoutGraceAPortIsUnservedAtOnce() {
        ServedWithGrace strict = new ServedWithGrace(Duration.ZERO);
        strict.poll(ports(80), 0);

        assertThat(strict.poll(List.of(), 1)).isTrue();
        assertThat(strict.served()).isEmpty();
    }

    private static List<Served> ports(int... ports) {
        PortTable table = new PortTable();
        for (int port : ports) table.add(Transport.TCP, Served.EVERYWHERE, port);
        List<Served> served = table.served();
        assertThat(served).hasSize(1);
        assertThat(served.get(0).ports())
                .isEqualTo(new Ports(java.util.Arrays.stream(ports)
                        .mapToObj(port -> new PortRange(port, port))
                        .toList()));
        return served;
    }
}
