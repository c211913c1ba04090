package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.Network;

class NamesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final String OFFICE = "office.example";

    private final Map<String, List<Address>> directory = new HashMap<>();
    private final Names names = new Names(this::addresses, Runnable::run, Runnable::run);

    private List<Address> addresses(String name) throws UnknownHostException {
        if (!directory.containsKey(name)) throw new UnknownHostException(name);
        return directory.get(name);
    }

    @Test
    void aNameMeansWhatItMeansNow() {
        directory.put(OFFICE, List.of(Address.of("192.0.2.1"), Address.of("2001:db8::1")));
        names.follow(List.of(OFFICE));
        names.begin();
        assertThat(names.networks()).extracting(Network::toString).containsExactly("192.0.2.1", "2001:db8::1");

        directory.put(OFFICE, List.of(Address.of("192.0.2.2")));
        names.pass(MINUTE);

        assertThat(names.networks()).extracting(Network::toString).containsExactly("192.0.2.2");
    }

    @Test
    void whileNobodyAnswersItMeansWhatItMeantLast() {
        directory.put(OFFICE, List.of(Address.of("192.0.2.1")));
        names.follow(List.of(OFFICE));
        names.begin();

        directory.clear();
        names.pass(MINUTE);
        names.pass(2 * MINUTE);

        assertThat(names.networks()).extracting(Network::toString).containsExactly("192.0.2.1");
    }

    @Test
    void aNameThatIsKnownOnlyLaterCountsFromThenOn() {
        names.follow(List.of(OFFICE));
        names.begin();
        assertThat(names.networks()).isEmpty();

        directory.put(OFFICE, List.of(Address.of("192.0.2.1")));
        names.pass(MINUTE);

        assertThat(names.networks()).hasSize(1);
    }

    @Test
    void whoIsListedNoMoreIsForgotten() {
        directory.put(OFFICE, List.of(Address.of("192.0.2.1")));
        names.follow(List.of(OFFICE));
        names.begin();

        names.follow(List.of());

        assertThat(names.networks()).isEmpty();
    }
}
