package portcullis.capture.held;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

/**
 * Holds listening ports, so that whoever connects completes a handshake and proves his address: PortSentry's modes tcp and udp. Both
 * families at once where the kernel has both. A port that somebody serves is left out and taken up when it comes free; which those are is
 * told by the sockets of the host, never found out by trying.
 *
 * <p>One thread owns it but for {@link #run}, which a lent thread runs and which alone touches connections.
 */
public final class HeldPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPorts.class);
    /** Each costs some ten microseconds on a thread that has packets to see to. */
    private static final int MOST_AT_ONCE = 2_000;

    private final Selector selector;
    private final Callers callers = new Callers();
    private final Map<Transport, Map<Integer, SelectableChannel>> held = new HashMap<>();
    private final Map<Transport, Map<Integer, String>> leftOut = new HashMap<>();
    private final Map<Transport, Ports> wanted = new HashMap<>();

    public HeldPorts() throws IOException {
        selector = Selector.open();
        for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
            held.put(transport, new HashMap<>());
            leftOut.put(transport, new TreeMap<>());
            wanted.put(transport, Ports.NONE);
        }
    }

    /** Which ports to hold from the next {@link #poll} on. */
    public void want(Ports tcp, Ports udp) {
        wanted.put(Transport.TCP, tcp);
        wanted.put(Transport.UDP, udp);
    }

    /**
     * A second has passed: takes up what is wanted and free, at most some thousands at once, and lets go of what is wanted no more.
     *
     * @param servedTcp ports that somebody else serves now
     * @param servedUdp the same for UDP
     */
    public void poll(Ports servedTcp, Ports servedUdp) {
        poll(Transport.TCP, servedTcp.bits());
        poll(Transport.UDP, servedUdp.bits());
        callers.pass();
    }

    private void poll(Transport transport, BitSet served) {
        Map<Integer, SelectableChannel> open = held.get(transport);
        BitSet ports = wanted.get(transport).bits();
        open.entrySet().removeIf(entry -> !ports.get(entry.getKey()) && close(entry.getValue()));
        leftOut.get(transport).keySet().removeIf(port -> !ports.get(port));
        int tried = 0;
        for (int port = ports.nextSetBit(1); port > 0 && tried < MOST_AT_ONCE; port = ports.nextSetBit(port + 1)) {
            if (open.containsKey(port)) continue;
            if (served.get(port)) leftOut.get(transport).put(port, "somebody serves it");
            else {
                tried++;
                take(transport, port);
            }
        }
        selector.wakeup();
    }

    private void take(Transport transport, int port) {
        try {
            held.get(transport).put(port, transport == Transport.TCP ? listen(port) : receive(port));
            leftOut.get(transport).remove(port);
        } catch (IOException refused) {
            String why = String.valueOf(refused.getMessage());
            if (leftOut.get(transport).put(port, why) == null)
                LOG.warn("{} {} is not held: {}", transport.word(), port, why);
        }
    }

    private SelectableChannel listen(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(port), 64);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    private SelectableChannel receive(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(new InetSocketAddress(port));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    private static boolean close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a held port does not close: {}", e.getMessage());
        }
        return true;
    }

    /** Accepts, until closed; nothing here ever waits for a peer. */
    public void run() {
        ByteBuffer scrap = ByteBuffer.allocate(1);
        try {
            while (selector.isOpen()) {
                selector.select();
                if (!selector.isOpen()) return;
                for (SelectionKey key : selector.selectedKeys()) ready(key, scrap);
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.debug("held ports end: {}", e.toString());
        }
    }

    private void ready(SelectionKey key, ByteBuffer scrap) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) callers.admit(server.accept());
            else if (key.channel() instanceof DatagramChannel datagrams) drain(datagrams, scrap);
        } catch (IOException e) {
            LOG.debug("a caller is gone: {}", e.getMessage());
        } catch (CancelledKeyException letGo) {
            LOG.debug("a port was let go");
        }
    }

    private static void drain(DatagramChannel datagrams, ByteBuffer scrap) throws IOException {
        for (int i = 0; i < 64 && datagrams.receive(scrap.clear()) != null; i++)
            ; // thrown away: an answer to a datagram would go to whomever its sender forged
    }

    /** Sends text on the connections that this source has open with us, and closes them; safe for any thread, and waits for nobody. */
    public void say(Address source, String text) {
        callers.say(source, text);
    }

    /** The ports that we hold now. */
    public Ports ports(Transport transport) {
        BitSet bits = new BitSet();
        held.get(transport).keySet().forEach(bits::set);
        return Ports.of(bits);
    }

    /** Which wanted ports are not held, and why. */
    public Map<Integer, String> leftOut(Transport transport) {
        return Map.copyOf(leftOut.get(transport));
    }

    @Override
    public void close() {
        held.values().forEach(open -> open.values().forEach(HeldPorts::close));
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("held ports do not close: {}", e.getMessage());
        }
        callers.close();
    }
}
