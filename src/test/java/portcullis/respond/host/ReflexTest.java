package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portcullis.fact.Address;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;

/** The reflex's sets in a real kernel; what its rules do with packets is shown by {@code portcullis.watch.ReflexEndToEndTest}. */
class ReflexTest {
    private static final Ports WATCHED = new Ports(List.of(new PortRange(1, 21), new PortRange(23, 23)));
    private static final Address FOUR = Address.of("203.0.113.9");
    private static final Address SIX = Address.of("2001:db8::9");

    private Netns host;
    private Firewall firewall;
    private Table table;
    private Reflex reflex;

    @BeforeEach
    void open() throws Exception {
        host = Netns.open("nft");
        firewall = new NftProgram(host.commands());
        table = Table.sparing(firewall).withReflex();
        table.install();
        reflex = new Reflex(firewall);
    }

    @AfterEach
    void close() throws Exception {
        if (host != null) host.close();
    }

    @Test
    void portsAreWatchedAndEndUnlessRenewed() throws Exception {
        reflex.watch(WATCHED, Ports.NONE);
        reflex.watch(WATCHED, new Ports(List.of(new PortRange(1, 1023))));

        assertThat(host.show("nft", "list", "set", "inet", "portcullis", "reflex_tcp"))
                .contains("1-21 timeout 30s expires", "23 timeout 30s expires");
        assertThat(host.show("nft", "list", "set", "inet", "portcullis", "reflex_udp"))
                .contains("1-1023 timeout");
        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void whoIsHeldCanBeReadAndReleasedTwice() throws Exception {
        firewall.run(List.of(
                "add element inet portcullis hold4 { " + FOUR + " timeout 10s }",
                "add element inet portcullis hold6 { " + SIX + " timeout 10s }"));

        assertThat(reflex.held()).containsOnlyKeys(FOUR, SIX);
        reflex.release(List.of(FOUR, SIX));
        reflex.release(List.of(FOUR, SIX));

        assertThat(reflex.held()).isEqualTo(Map.of());
        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void countsBeginAtNothing() throws Exception {
        assertThat(reflex.counts()).isEqualTo(new Reflex.Counts(0, 0, 0));
    }

    @Test
    void installingAgainKeepsBans() throws Exception {
        table.restore(Map.of(FOUR, 60L));
        host.show("nft", "flush", "chain", "inet", "portcullis", "reflex");
        assertThat(table.isWhole()).isFalse();

        table.install();

        assertThat(table.isWhole()).isTrue();
        assertThat(table.read()).containsOnlyKeys(FOUR);
    }
}
