package portcullis.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::/64",
        "1::/64, 1::/64",
        "fe80:0:0:0:0:0:0:1, fe80::1",
        "0:0:1:0:0:0:0:1, 0:0:1::1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void printsCanonically(String text, String canonical) {
        assertThat(Address.of(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.400",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                "localhost",
                "1:2:3:4:5:6:7:8::"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Property
    void readsBackWhatItPrints(@ForAll long high, @ForAll long low) {
        Address address = new Address(high, low);

        assertThat(Address.parse(address.toString())).contains(address);
    }

    @Property(tries = 200)
    void meansTheSameAsThePlatform(@ForAll long high, @ForAll long low) throws UnknownHostException {
        byte[] bytes =
                java.nio.ByteBuffer.allocate(16).putLong(high).putLong(low).array();

        Address address = new Address(high, low);
        String printed = address.toString();

        InetAddress read = InetAddress.getByName(printed.replaceAll("/64$", "")); // which the platform has no word for

        assertThat(printed.endsWith("/64")).isEqualTo(address.isNetwork());
        assertThat(read).isEqualTo(InetAddress.getByAddress(bytes));
    }

    @Test
    void knowsWhatNoSingleHostSendsFrom() {
        assertThat(Address.of("224.0.0.251").isMulticast()).isTrue();
        assertThat(Address.of("ff02::fb").isMulticast()).isTrue();
        assertThat(Address.of("127.8.8.8").isLoopback()).isTrue();
        assertThat(Address.of("::1").isLoopback()).isTrue();
        assertThat(Address.of("255.255.255.255").isLimitedBroadcast()).isTrue();
        assertThat(Address.of("0.0.0.0").isUnspecified()).isTrue();
        assertThat(Address.of("203.0.113.9").isMulticast()).isFalse();
    }
}
