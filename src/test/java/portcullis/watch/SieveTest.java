package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;

final class SieveTest {
    private final Random random = new Random(3);
    private final Sieve sieve = new Sieve(17);

    @Test
    void whoWasAddedIsNeverMissedAndFewOthersAreTakenForHim() {
        List<Address> added = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) added.add(Address.ofIpv4(0x0A000000 + random.nextInt(1 << 24)));
        for (int i = 0; i < 5_000; i++) added.add(new Address(0x20010DB8_00000000L + i, random.nextLong()));
        added.forEach(sieve::add);

        assertThat(added).allMatch(address -> sieve.mayHold(address.high(), address.low()));
        int others = 0;
        for (int i = 0; i < 100_000; i++) {
            Address other = Address.ofIpv4(0x0B000000 + i);
            if (sieve.mayHold(other.high(), other.low())) others++;
        }
        assertThat(others).isLessThan(20_000);
    }

    @Test
    void clearedItHoldsNobody() {
        sieve.add(Address.of("192.0.2.1"));

        sieve.clear();

        assertThat(sieve.mayHold(0, Address.of("192.0.2.1").low())).isFalse();
    }
}
