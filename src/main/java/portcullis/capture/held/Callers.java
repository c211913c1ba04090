package portcullis.capture.held;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;

/**
 * Connections on held ports, open for a second or two in case a responder has something to say to them. Bounded: the oldest goes first.
 * What a peer does not take at once is not sent. Safe for the thread that accepts and the one that responds.
 */
final class Callers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int MOST = 1_000;
    private static final int LONGEST_STAY = 2;

    private final List<Caller> open = new ArrayList<>();
    /** Said before the connection was accepted: the capture may be faster. */
    private final Map<Address, Message> unsaid = new HashMap<>();

    private int tick;

    private record Caller(Address source, SocketChannel channel, int since) {}

    private record Message(String text, int since) {}

    synchronized void admit(SocketChannel channel) throws IOException {
        if (channel == null) return; // it was reset before it was accepted
        channel.configureBlocking(false);
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        if (peer == null) {
            channel.close();
            return;
        }
        Caller caller =
                new Caller(Address.of(peer.getAddress().getHostAddress().replaceFirst("%.*", "")), channel, tick);
        Message message = unsaid.remove(caller.source);
        if (message != null) {
            speak(caller, message.text);
            return;
        }
        open.add(caller);
        if (open.size() > MOST) hangUp(open.remove(0));
    }

    /** Says it to this source's connections, or to the next one if it comes at once. */
    synchronized void say(Address source, String text) {
        boolean found = false;
        for (Iterator<Caller> each = open.iterator(); each.hasNext(); ) {
            Caller caller = each.next();
            if (!caller.source.equals(source)) continue;
            found = true;
            each.remove();
            speak(caller, text);
        }
        if (!found && unsaid.size() < MOST) unsaid.put(source, new Message(text, tick));
    }

    private static void speak(Caller caller, String text) {
        try {
            caller.channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.debug("{} did not take what was said: {}", caller.source, e.getMessage());
        }
        hangUp(caller);
    }

    /** A second has passed. */
    synchronized void pass() {
        tick++;
        while (!open.isEmpty() && tick - open.get(0).since >= LONGEST_STAY) hangUp(open.remove(0));
        unsaid.values().removeIf(message -> tick - message.since >= LONGEST_STAY);
    }

    private static void hangUp(Caller caller) {
        try {
            caller.channel.close();
        } catch (IOException e) {
            LOG.debug("a connection does not close: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        open.forEach(Callers::hangUp);
        open.clear();
    }
}
