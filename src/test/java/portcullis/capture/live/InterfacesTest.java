package portcullis.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Address;
import portcullis.fact.Network;

class InterfacesTest {
    @TempDir
    Path folder;

    @Test
    void thisHostHasALoopbackThatIsNotListenedToUnlessAsked() throws CaptureFailed {
        assumeTrue(Files.isDirectory(Path.of("/sys/class/net/lo")), "SKIPPED: no /sys/class/net");

        HostNetwork host = new Interfaces().read();

        assertThat(host).isEqualTo(new Interfaces().read());
        assertThat(host.links())
                .filteredOn(Link::loopback)
                .singleElement()
                .satisfies(lo -> assertThat(lo.name()).isEqualTo("lo"))
                .satisfies(lo -> assertThat(lo.index()).isPositive());
        assertThat(host.listenable(false)).noneMatch(Link::loopback);
        assertThat(host.networks()).noneMatch(network -> network.base().isLoopback());
    }

    @Test
    void whatIsPartOfAnotherIsNotListenedToTwice() {
        Link bridge = link("br0", true, false, "192.0.2.1");
        Link port = link("eth0", true, true, null);
        Link odd = link("eth1", true, true, "192.0.2.9");
        Link down = link("eth2", false, false, "192.0.2.10");

        assertThat(new HostNetwork(List.of(bridge, port, odd, down), List.of(), List.of()).listenable(false))
                .containsExactly(bridge, odd);
    }

    @Test
    void everyNextHopIsAGateway() throws IOException {
        assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "SKIPPED: the sample is of the other byte order");
        Files.writeString(
                folder.resolve("route"),
                "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n"
                        + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\n"
                        + "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\n"
                        + "eth0\t0000000A\tFE0200C0\t0003\t0\t0\t0\t000000FF\n"
                        + "odd line\n");
        Files.writeString(
                folder.resolve("ipv6_route"),
                "0".repeat(32) + " 00 " + "0".repeat(32)
                        + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 00450003     eth0\n"
                        + "0".repeat(32) + " 00 " + "0".repeat(32) + " 00 " + "0".repeat(32)
                        + " ffffffff 00000001 00000000 00200200       lo\n");

        assertThat(new Gateways(folder).read())
                .containsExactly(Address.of("192.0.2.1"), Address.of("192.0.2.254"), Address.of("fe80::1"));
        assertThat(new Gateways(folder.resolve("nowhere")).read()).isEmpty();
    }

    @Test
    void resolversAreThoseOfTheFileAndOfWhatStandsBetween() throws IOException {
        Path file = Files.writeString(
                folder.resolve("resolv.conf"),
                "# nameserver 192.0.2.9\nsearch example\n nameserver 127.0.0.53\nnameserver fe80::1%eth0\nnameserver x\n");
        Path behind = Files.writeString(folder.resolve("behind"), "nameserver 192.0.2.53\nnameserver 127.0.0.53\n");

        assertThat(new Resolvers(file, behind, folder.resolve("nowhere")).read())
                .containsExactly(Address.of("127.0.0.53"), Address.of("fe80::1"), Address.of("192.0.2.53"));
    }

    private static Link link(String name, boolean up, boolean enslaved, String address) {
        List<Address> addresses = address == null ? List.of() : List.of(Address.of(address));
        List<Network> networks =
                addresses.stream().map(each -> new Network(each, 24)).toList();
        return new Link(name, 1, up, false, enslaved, addresses, networks);
    }
}
