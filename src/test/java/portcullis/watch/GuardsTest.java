package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portcullis.fact.Network;
import portcullis.journal.Guarded;

class GuardsTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final String GATEWAY = "the host's gateway";
    private static final Network ROUTER = Network.parse("192.0.2.254").orElseThrow();

    private final Guards guards = new Guards();

    @Test
    void whoIsSparedIsNotedAtOnceEachMinuteAndAtTheEnd() {
        guards.are(Map.of(GATEWAY, List.of(ROUTER)), MINUTE);
        assertThat(guards.take()).contains(new Guarded(ROUTER, GATEWAY, MINUTE, MINUTE));
        guards.are(Map.of(GATEWAY, List.of(ROUTER)), MINUTE + 1);
        assertThat(guards.take()).isEmpty();
        guards.are(Map.of(GATEWAY, List.of(ROUTER)), 2 * MINUTE);
        assertThat(guards.take()).containsExactly(new Guarded(ROUTER, GATEWAY, MINUTE, 2 * MINUTE));
        guards.are(Map.of(), 2 * MINUTE + 5);
        assertThat(guards.take()).containsExactly(new Guarded(ROUTER, GATEWAY, MINUTE, 2 * MINUTE + 5));
        guards.are(Map.of(GATEWAY, List.of(ROUTER)), 4 * MINUTE);
        assertThat(guards.take()).contains(new Guarded(ROUTER, GATEWAY, 4 * MINUTE, 4 * MINUTE));
    }

    @Test
    void whatCouldNotBeWrittenComesAgain() {
        guards.are(Map.of(GATEWAY, List.of(ROUTER)), MINUTE);
        List<Guarded> taken = guards.take();

        guards.giveBack(taken);

        assertThat(guards.take()).isEqualTo(taken);
    }
}
