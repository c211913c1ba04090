package portcullis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

class ServedPortsTest {
    private final ServedPorts served =
            new ServedPorts(List.of(tcp("::", 22), tcp("0.0.0.0", 80), tcp("192.0.2.1", 25), tcp("2001:db8::1", 443)));

    @Test
    void aWildcardServesItsFamilyAndThatOfIpv6Both() {
        assertThat(isServed("192.0.2.1", 22)).isTrue();
        assertThat(isServed("2001:db8::1", 22)).isTrue();
        assertThat(isServed("192.0.2.1", 80)).isTrue();
        assertThat(isServed("2001:db8::1", 80)).isFalse();
    }

    @Test
    void anAddressServesForItself() {
        assertThat(isServed("192.0.2.1", 25)).isTrue();
        assertThat(isServed("192.0.2.2", 25)).isFalse();
        assertThat(isServed("2001:db8::1", 443)).isTrue();
        assertThat(served.isServed(Transport.UDP, 0, 1, 22)).isFalse();
    }

    private boolean isServed(String address, int port) {
        Address target = Address.of(address);
        return served.isServed(Transport.TCP, target.high(), target.low(), port);
    }

    private static Served tcp(String address, int port) {
        return new Served(Address.of(address), Transport.TCP, new Ports(List.of(new PortRange(port, port))));
    }
}
