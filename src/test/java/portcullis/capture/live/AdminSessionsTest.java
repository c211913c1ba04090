package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.AdminSession;

class AdminSessionsTest {
    private static final Address PEER = Address.of("203.0.113.9");
    private static final Duration GRACE = Duration.ofSeconds(150);

    private final AdminSessions sessions = new AdminSessions();

    @Test
    void whoIsThereAtTheStartIsAnAdministrator() {
        poll(0, 7);

        assertThat(sessions.peersSince(GRACE)).containsExactly(PEER);
    }

    @Test
    void whoStaysLongerThanALoginTakesIsAnAdministrator() {
        poll(-1);
        poll(0, 7);
        poll(149, 7);
        assertThat(sessions.peersSince(GRACE)).isEmpty();

        poll(150, 7, 8);
        assertThat(sessions.peersSince(GRACE)).containsExactly(PEER);
    }

    @Test
    void oneCallAfterTheOtherIsNobody() {
        poll(-1);
        poll(0, 1);
        poll(100, 1, 2);
        poll(200, 2, 3);
        poll(300, 4);

        assertThat(sessions.peersSince(GRACE)).isEmpty();
    }

    @Test
    void whoHasHungUpIsForgotten() {
        poll(0, 7);
        poll(150, 7);
        poll(151);

        assertThat(sessions.peersSince(GRACE)).isEmpty();
    }

    private void poll(long seconds, long... sockets) {
        List<AdminSession> found = java.util.Arrays.stream(sockets)
                .mapToObj(socket -> new AdminSession(PEER, 22, socket))
                .toList();
        sessions.poll(found, seconds * 1_000_000_000L);
    }
}
