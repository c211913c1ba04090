package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

class PublishedTest {
    private Netns net;

    @BeforeEach
    void open() {
        net = Netns.open("nft", "iptables");
    }

    @AfterEach
    void close() throws HostFailed {
        net.close();
    }

    @Test
    void whereNothingIsPublishedNothingIsFound() throws HostFailed {
        net.show("nft", "add table inet other");

        assertThat(published()).containsEntry(Transport.TCP, Ports.NONE).containsEntry(Transport.UDP, Ports.NONE);
    }

    @Test
    void dockersRulesAreFound() throws HostFailed {
        iptables("-N DOCKER");
        iptables("-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER");
        iptables("-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80");
        iptables("-A DOCKER -d 192.0.2.1/32 ! -i docker0 -p udp --dport 600:610 -j DNAT --to-destination 172.17.0.2");
        iptables("-A PREROUTING -p tcp -m multiport --dports 90,91 -j REDIRECT --to-ports 9090");
        iptables("-A PREROUTING -p tcp --dport 79 -j ACCEPT");

        assertThat(published().get(Transport.TCP)).hasToString("90-91,8080");
        assertThat(published().get(Transport.UDP)).hasToString("600-610");
    }

    @Test
    void soAreSetsAndMapsOfNftables() throws HostFailed {
        net.show(
                "nft",
                "table ip web { set ports { type inet_service; elements = { 801, 802 }; };"
                        + " map hosts { type inet_service : ipv4_addr; elements = { 700 : 10.0.0.1, 701 : 10.0.0.2 }; };"
                        + " chain in { type nat hook prerouting priority dstnat;"
                        + " tcp dport { 500, 501-503 } dnat to 10.0.0.1; tcp dport @ports redirect to :80;"
                        + " dnat to tcp dport map @hosts; dnat to udp dport map { 900 : 10.0.0.1, 901 : 10.0.0.2 };"
                        + " tcp dport 22 accept; tcp dport != 25 dnat to 10.0.0.9; }; }");
        net.show("nft", "table ip filter { chain in { type filter hook input priority 0; tcp dport 33 drop; }; }");

        assertThat(published().get(Transport.TCP)).hasToString("500-503,700-701,801-802");
        assertThat(published().get(Transport.UDP)).hasToString("900-901");
    }

    @Test
    void soAreTheRulesOfIptablesLegacyAndWhatNftCannotTranslate() {
        Map<Transport, BitSet> found = Map.of(Transport.TCP, new BitSet(), Transport.UDP, new BitSet());

        Published.legacy("""
                -P PREROUTING ACCEPT
                -A PREROUTING -p tcp -m tcp --dport 8081 -j DNAT --to-destination 192.0.2.4
                -A PREROUTING -p udp -m multiport --dports 53,5353:5355 -j REDIRECT --to-ports 1053
                -A PREROUTING -p tcp -m tcp --dport 22 -j ACCEPT
                """, found);
        Published.nftables("""
                table ip6 nat {
                \tchain PREROUTING {
                \t\ttcp dport 81 counter packets 0 bytes 0\s
                \t\ttcp dport 82 counter packets 0 bytes 0 xt target "DNAT"
                \t\ttcp dport 83 counter packets 0 bytes 0 accept
                """, found);

        assertThat(found.get(Transport.TCP)).hasToString("{81, 82, 8081}");
        assertThat(found.get(Transport.UDP)).hasToString("{53, 5353, 5354, 5355}");
    }

    private Map<Transport, Ports> published() throws HostFailed {
        return new Published(new NftProgram(net.commands()), net.commands()).read();
    }

    private void iptables(String words) {
        net.show(("iptables -t nat " + words).split(" "));
    }
}
