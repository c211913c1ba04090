package portcullis.capture.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import portcullis.capture.CaptureFailed;
import portcullis.fact.Address;
import portcullis.fact.Network;

/**
 * Reads the host's interfaces, gateways and resolvers. Each reading is a value, so who polls compares two. Names come from
 * /sys/class/net, because Java does not list an interface that has no address. Links, addresses and routes are read again when the
 * kernel says that some have changed, or else once a minute, in case it did not.
 */
public final class Interfaces implements AutoCloseable {
    private static final Path FOLDER = Path.of("/sys/class/net");
    private static final long UP = 1;
    private static final long LOOPBACK = 8;
    /** Readings between two that are made although nothing is said to have changed. */
    private static final int PATIENCE = 60;

    private final Gateways gateways = new Gateways(Path.of("/proc/net"));
    private final Resolvers resolvers = new Resolvers(Path.of("/etc/resolv.conf"), Resolvers.SYSTEMD);

    private final RouteNews news = RouteNews.open();
    private HostNetwork known = new HostNetwork(List.of(), List.of(), List.of());
    private int unread = PATIENCE;

    /** What there is now; the same object as before where nothing is said to have changed. */
    public HostNetwork read() throws CaptureFailed {
        List<Address> asked = resolvers.read();
        if (news.hasCome() || ++unread > PATIENCE) {
            unread = PATIENCE; // should the next line fail, it is tried again
            known = new HostNetwork(links(), gateways.read(), asked);
            unread = 0;
        } else if (asked != known.resolvers()) {
            known = new HostNetwork(known.links(), known.gateways(), asked);
        }
        return known;
    }

    @Override
    public void close() {
        news.close();
    }

    private static List<Link> links() throws CaptureFailed {
        List<Link> links = new ArrayList<>();
        try (Stream<Path> names = Files.list(FOLDER)) {
            for (Path folder : names.sorted().toList()) if (Files.isDirectory(folder)) links.add(link(folder));
        } catch (IOException e) {
            throw CaptureFailed.unavailable(FOLDER + ": cannot be read: " + e.getMessage(), e);
        }
        links.sort(Comparator.comparing(Link::name));
        return links;
    }

    private static Link link(Path folder) throws SocketException {
        String name = folder.getFileName().toString();
        Device device = Device.named(name);
        long flags = device.flags();
        List<Address> addresses = new ArrayList<>();
        List<Network> networks = new ArrayList<>();
        addresses(name, addresses, networks);
        boolean enslaved = Files.exists(folder.resolve("master"));
        return new Link(
                name, (int) device.index(), (flags & UP) != 0, (flags & LOOPBACK) != 0, enslaved, addresses, networks);
    }

    private static void addresses(String name, List<Address> addresses, List<Network> networks) throws SocketException {
        NetworkInterface found = NetworkInterface.getByName(name); // null where it has no address, or just went
        if (found == null) return;
        List<InterfaceAddress> sorted = new ArrayList<>(found.getInterfaceAddresses());
        sorted.sort(Comparator.comparing(each -> address(each.getAddress())));
        for (InterfaceAddress each : sorted) {
            Address address = address(each.getAddress());
            addresses.add(address);
            networks.add(new Network(address, Math.min(each.getNetworkPrefixLength(), address.bits())));
        }
    }

    private static Address address(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == 4 ? Address.ofIpv4(bytes.getInt()) : new Address(bytes.getLong(), bytes.getLong());
    }
}
