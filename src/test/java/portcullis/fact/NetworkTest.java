package portcullis.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.77/24, 10.0.0.1, true",
        "10.0.0.0/24, 10.0.1.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::/64, 2001:db8::ffff:1, true",
        "2001:db8::/64, 2001:db8:0:1::1, false",
        "2001:db8::1/127, 2001:db8::, true",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false"
    })
    void coversWhatLiesInside(String network, String address, boolean covers) {
        assertThat(Network.parse(network).orElseThrow().covers(Address.of(address)))
                .isEqualTo(covers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/24/8",
                "/24",
                "host/24",
                "10.0.0.0/255.0.0.0"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void knowsItsDirectedBroadcast() {
        Network network = Network.parse("192.0.2.0/26").orElseThrow();

        assertThat(network.isBroadcast(Address.of("192.0.2.63"))).isTrue();
        assertThat(network.isBroadcast(Address.of("192.0.2.62"))).isFalse();
        assertThat(network.isBroadcast(Address.of("192.0.2.255"))).isFalse();
        assertThat(Network.parse("192.0.2.7/32").orElseThrow().isBroadcast(Address.of("192.0.2.7")))
                .isFalse();
    }

    @Test
    void printsOneAddressWithoutAPrefix() {
        assertThat(Network.parse("10.0.0.77/24")).map(Network::toString).contains("10.0.0.0/24");
        assertThat(Network.parse("10.0.0.77/32")).map(Network::toString).contains("10.0.0.77");
    }
}
