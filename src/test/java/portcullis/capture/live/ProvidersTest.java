package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;

class ProvidersTest {
    @TempDir
    private Path root;

    @Test
    void leasesOfEachClientNameTheirServer() throws Exception {
        write("var/lib/dhcp/dhclient.eth0.leases", "lease {\n  option dhcp-server-identifier 192.0.2.1;\n}\n");
        write("run/systemd/netif/leases/2", "ADDRESS=192.0.2.10\nSERVER_ADDRESS=192.0.2.2\n");
        write("var/lib/NetworkManager/internal-x-eth0.lease", "SERVER_ADDRESS=192.0.2.3\n");

        assertThat(new Providers(root).dhcp())
                .containsExactlyInAnyOrder(Address.of("192.0.2.1"), Address.of("192.0.2.2"), Address.of("192.0.2.3"));
    }

    @Test
    void clocksAreTakenFromEachClientsFileWhereTheyAreAddresses() throws Exception {
        write("etc/chrony/chrony.conf", "# server 192.0.2.9\npool time.example.net iburst\nserver 192.0.2.4 iburst\n");
        write("etc/chrony/sources.d/own.sources", "server 2001:db8::5\n");
        write("etc/systemd/timesyncd.conf", "[Time]\nNTP=192.0.2.6 time.example.net\n#NTP=192.0.2.7\n");

        assertThat(new Providers(root).clocks())
                .containsExactlyInAnyOrder(Address.of("192.0.2.4"), Address.of("2001:db8::5"), Address.of("192.0.2.6"));
    }

    @Test
    void aConnectedSocketNamesTheServerThatIsAsked() throws Exception {
        write(
                "proc/net/udp",
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
                        + "  1: 0A0200C0:8001 080200C0:007B 01 00000000:00000000 00:00000000 00000000   100        0 7 2 0 0\n"
                        + "  2: 0A0200C0:8002 090200C0:0035 01 00000000:00000000 00:00000000 00000000   100        0 8 2 0 0\n");

        assertThat(new Providers(root).clocks()).containsExactly(Address.of("192.0.2.8"));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
