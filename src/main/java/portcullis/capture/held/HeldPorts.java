package portcullis.capture.held;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Outcome;
import portcullis.fact.Ports;
import portcullis.fact.Transport;

/**
 * Holds listening ports, so that whoever connects completes a handshake and proves his address: PortSentry's modes tcp and udp. Both
 * families at once where the kernel has both. A port that somebody serves is left out and taken up when it comes free; which those are is
 * told by the sockets of the host, never found out by trying. The number of ports and connections is bounded by what this process may open.
 *
 * <p>One thread owns it but for {@link #run}, which a lent thread runs and which alone accepts and reads.
 */
public final class HeldPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPorts.class);
    private static final int MOST_AT_ONCE = 64;
    private static final long PAUSE = 10_000_000;

    private final Descriptors descriptors;
    private final Selector selector;
    private final Callers callers;
    private final Hold tcp;
    private final Hold udp;

    /** Holds nothing yet. @throws IOException where not even one descriptor is left */
    public HeldPorts() throws IOException {
        this(Descriptors.ofThisProcess());
    }

    HeldPorts(Descriptors descriptors) throws IOException {
        this.descriptors = descriptors;
        this.selector = Selector.open();
        this.callers = new Callers(descriptors.forCallers());
        Doors doors = new Doors(selector);
        this.tcp = new Hold(Transport.TCP, doors::tcp);
        this.udp = new Hold(Transport.UDP, doors::udp);
    }

    /** Which ports to hold from the next {@link #poll} on. */
    public void want(Ports wantedTcp, Ports wantedUdp) {
        tcp.want(wantedTcp);
        udp.want(wantedUdp);
    }

    /**
     * A second has passed: takes up what is wanted and free, at most some thousands at once, lets go of what is wanted no more, and hangs
     * up on those who have been connected for two seconds.
     *
     * @param servedTcp ports that somebody else serves
     * @param servedUdp the same for UDP
     */
    public void poll(Ports servedTcp, Ports servedUdp) {
        String full = "this process may open " + descriptors.limit() + " files and sockets, which is enough for "
                + descriptors.forPorts() + " ports; raise `ulimit -n` (systemd: LimitNOFILE=)";
        tcp.poll(servedTcp.bits(), descriptors.forPorts() - udp.count(), full);
        udp.poll(servedUdp.bits(), descriptors.forPorts() - tcp.count(), full);
        callers.pass();
        selector.wakeup(); // a socket that is closed goes on listening until the selector lets go of it
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
        } catch (ClosedSelectorException e) {
            LOG.debug("no port is held any more");
        } catch (IOException e) {
            LOG.warn("nobody is accepted on held ports any more: {}", e.getMessage());
        }
    }

    private void ready(SelectionKey key, ByteBuffer scrap) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) accept(server);
            else if (key.channel() instanceof DatagramChannel datagrams) drain(datagrams, scrap);
        } catch (ClosedChannelException | CancelledKeyException letGo) {
            LOG.debug("a port was let go");
        } catch (
                IOException
                        e) { // most likely no descriptor is left: then the port stays ready, and would be asked in a
            // circle
            callers.hangUpOldest();
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            SocketChannel caller = server.accept();
            if (caller == null) return;
            callers.admit(caller);
        }
    }

    /** Throws datagrams away: an answer, which may be longer than the question, would go to whomever its sender has forged. */
    private static void drain(DatagramChannel datagrams, ByteBuffer scrap) throws IOException {
        for (int i = 0; i < MOST_AT_ONCE; i++) if (datagrams.receive(scrap.clear()) == null) return;
    }

    /**
     * Sends text on the connections that this source has open with us, and ends them; safe for any thread, and waits for nobody. The
     * connection that a packet has just shown may not have been accepted yet, so it may be said a moment later.
     *
     * @param later told once, on any thread, whether it was said, where the answer is {@link Outcome.State#WAITING}
     * @return DONE, WAITING, or REFUSED where too many wait already
     */
    public Outcome.State say(Address source, String text, Consumer<Boolean> later) {
        return callers.say(source, text, later);
    }

    /** The ports that we hold now. */
    public Ports ports(Transport transport) {
        return hold(transport).ports();
    }

    /** Which wanted ports are not held, by the reason. */
    public Map<String, Ports> leftOut(Transport transport) {
        return hold(transport).leftOut();
    }

    private Hold hold(Transport transport) {
        return transport == Transport.TCP ? tcp : udp;
    }

    /** Connections that are open. */
    int callers() {
        return callers.count();
    }

    @Override
    public void close() {
        tcp.closeAll();
        udp.closeAll();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("held ports do not close: {}", e.getMessage());
        }
        callers.close();
    }
}
