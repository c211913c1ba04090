package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import portcullis.capture.CaptureFailed;
import portcullis.capture.live.AdminSessions;
import portcullis.capture.live.HostNetwork;
import portcullis.capture.live.Interfaces;
import portcullis.capture.live.Link;
import portcullis.capture.live.Providers;
import portcullis.capture.live.ServedWithGrace;
import portcullis.capture.live.SocketTables;
import portcullis.capture.live.Sockets;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.AdminSession;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Served;
import portcullis.fact.Transport;

/** What the host knows of itself, polled: addresses, gateways, sockets, and who is logged in. */
final class HostView implements AutoCloseable {
    private static final long MINUTE = 60_000_000_000L;
    private static final long SHORT_LIFE = 10_000_000_000L;

    private final Interfaces interfaces = new Interfaces();
    private final SocketTables tables;
    private final ServedWithGrace services;
    private final Duration loginGrace;
    private Map<Transport, BitSet> held = Map.of();
    private List<Served> published = List.of();
    private final Providers providers = new Providers();
    private final AdminSessions sessions = new AdminSessions();
    private final boolean loopback;
    private final List<String> wanted;
    private List<Network> dhcp = List.of();
    private List<Network> clocks = List.of();
    private long askedProviders;
    private BitSet ownMarked = new BitSet();
    private BitSet ownLasting = new BitSet();
    private long markedAt;
    private HostNetwork network = new HostNetwork(List.of(), List.of(), List.of());
    private Sockets sockets = new Sockets(List.of(), List.of(), List.of(), List.of());

    /** @param wanted names of the interfaces to listen to; empty for all that are up */
    HostView(List<String> wanted, boolean loopback, Settings settings) {
        this.tables = new SocketTables(settings.ports(Key.ADMIN_PORTS));
        this.services = new ServedWithGrace(settings.span(Key.SERVED_GRACE));
        this.loginGrace = settings.span(Key.ADMIN_GRACE);
        this.wanted = wanted;
        this.loopback = loopback;
    }

    /** Looks again. @return whether addresses, links or served ports have changed */
    boolean poll(long nanos) throws CaptureFailed {
        HostNetwork before = network;
        boolean first = before.links().isEmpty();
        if (first || nanos - askedProviders >= MINUTE) askProviders(nanos);
        network = interfaces.read();
        sockets = tables.read(network.addresses(), first);
        sessions.poll(atServices(sockets.administrators()), nanos);
        if (first || nanos - markedAt >= SHORT_LIFE) mark(nanos);
        List<Served> all = new ArrayList<>(withoutHeld(sockets.served()));
        all.addAll(published);
        boolean served = services.poll(all, nanos);
        return served || network != before && !network.equals(before);
    }

    /** UDP sockets of our own that were there at the last mark as well. */
    private void mark(long nanos) {
        BitSet now = new BitSet();
        for (Served own : sockets.own()) now.or(own.ports().bits());
        ownLasting = (BitSet) now.clone();
        ownLasting.and(ownMarked);
        ownMarked = now;
        markedAt = nanos;
    }

    private void askProviders(long nanos) {
        askedProviders = nanos;
        dhcp = singles(providers.dhcp().stream());
        clocks = singles(providers.clocks().stream());
    }

    /** Ports that we hold open ourselves are not served. */
    void hold(Ports tcp, Ports udp) {
        held = Map.of(Transport.TCP, tcp.bits(), Transport.UDP, udp.bits());
    }

    /** Ports that other firewalls lead elsewhere are served, though no socket here listens on them. */
    void publish(Map<Transport, Ports> ports) {
        List<Served> served = new ArrayList<>();
        ports.forEach((transport, each) -> {
            if (!each.ranges().isEmpty()) served.add(new Served(Served.EVERYWHERE, transport, each));
        });
        published = List.copyOf(served);
    }

    /** Whoever calls at a port that we hold is no administrator. */
    private List<AdminSession> atServices(List<AdminSession> sessions) {
        BitSet ours = held.getOrDefault(Transport.TCP, new BitSet());
        return sessions.stream()
                .filter(session -> !ours.get(session.localPort()))
                .toList();
    }

    private List<Served> withoutHeld(List<Served> served) {
        List<Served> others = new ArrayList<>();
        for (Served entry : served) {
            BitSet ports = entry.ports().bits();
            ports.andNot(held.getOrDefault(entry.transport(), new BitSet()));
            if (!ports.isEmpty()) others.add(new Served(entry.address(), entry.transport(), Ports.of(ports)));
        }
        return others;
    }

    /** What others serve, on whatever address, or did within the grace: a service that is restarted finds its port again. */
    Ports taken(Transport transport) {
        BitSet ports = new BitSet();
        for (Served entry : served())
            if (entry.transport() == transport) ports.or(entry.ports().bits());
        return Ports.of(ports);
    }

    List<Link> links() {
        if (wanted.isEmpty()) return network.listenable(loopback);
        return network.links().stream()
                .filter(link -> link.up() && wanted.contains(link.name()))
                .toList();
    }

    /** Names that the administrator wants and the host does not have. */
    List<String> unknown() {
        return wanted.stream()
                .filter(name ->
                        network.links().stream().noneMatch(link -> link.name().equals(name)))
                .toList();
    }

    Host host() {
        return new Host(
                own(),
                links().stream().flatMap(link -> link.networks().stream()).toList(),
                served(),
                sockets.established());
    }

    List<Network> own() {
        return singles(network.addresses().stream());
    }

    /**
     * Whom the host depends on, and who has been logged in for longer than a failed login takes.
     *
     * @param named whom names in settings mean now
     */
    Wiring.Surrounding surrounding(List<Network> named) {
        return new Wiring.Surrounding(
                singles(network.gateways().stream()),
                singles(network.resolvers().stream()),
                dhcp,
                clocks,
                singles(sessions.peersSince(loginGrace).stream()),
                named);
    }

    private static List<Network> singles(Stream<Address> addresses) {
        return addresses.distinct().map(Network::of).toList();
    }

    List<Served> served() {
        return services.served();
    }

    /** What is served, without our own sockets of a few seconds: for each of them the kernel's filter would be made anew. */
    List<Served> lasting() {
        PortRange range = ephemeral();
        BitSet brief = new BitSet();
        brief.set(range.first(), range.last() + 1);
        brief.andNot(ownLasting);
        List<Served> lasting = new ArrayList<>();
        for (Served entry : served()) {
            BitSet ports = entry.ports().bits();
            if (entry.transport() == Transport.UDP) ports.andNot(brief);
            if (!ports.isEmpty()) lasting.add(new Served(entry.address(), entry.transport(), Ports.of(ports)));
        }
        return lasting;
    }

    PortRange ephemeral() {
        return tables.ephemeral();
    }

    /** The served ports of one transport, as one set for showing. */
    String served(Transport transport) {
        BitSet bits = new BitSet();
        Stream.concat(withoutHeld(sockets.services()).stream(), published.stream())
                .filter(each -> each.transport() == transport)
                .forEach(each -> bits.or(each.ports().bits()));
        return Ports.of(bits).toString();
    }

    @Override
    public void close() {
        interfaces.close();
    }
}
