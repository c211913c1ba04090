package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;

final class SetTextTest {
    @Test
    void elementsAreReadWithTheSecondsLeft() {
        String listed =
                "table inet portcullis {\n\tset banned4 {\n\t\ttype ipv4_addr\n\t\tflags timeout\n\t\telements = { "
                        + "192.0.2.1 timeout 10m expires 9m59s984ms, 192.0.2.2 timeout 1d expires 23h59m,\n\t\t\t     "
                        + "192.0.2.3 counter packets 1 bytes 2 timeout 2d1s expires 1d1h1m1s, 192.0.2.4, 192.0.2.5 timeout 1s expires 5ms,"
                        + " 10.0.0.0/8 timeout 1m expires 1m, 10.1.0.0-10.1.0.9 }\n\t}\n}\n";

        assertThat(SetText.elements(listed))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Address.of("192.0.2.1"), 600L,
                        Address.of("192.0.2.2"), 86_340L,
                        Address.of("192.0.2.3"), 90_061L,
                        Address.of("192.0.2.4"), Table.FOR_EVER,
                        Address.of("192.0.2.5"), 1L));
    }

    @Test
    void anEmptySetIsEmpty() {
        assertThat(SetText.elements("table inet portcullis {\n\tset banned4 {\n\t\ttype ipv4_addr\n\t}\n}\n"))
                .isEmpty();
    }
}
