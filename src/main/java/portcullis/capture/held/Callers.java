package portcullis.capture.held;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.Address;
import portcullis.fact.Outcome;

/**
 * Connections on held ports, open for a second or two in case a responder has something to say to them. Bounded: the oldest goes first.
 * What a peer does not take at once is not sent. Safe for the thread that accepts and the one that responds.
 */
final class Callers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int LONGEST_STAY = 2;
    private static final int MOST_READS = 16;

    private final int most;
    private final Deque<Caller> open = new ArrayDeque<>();
    /** Said before the connection was accepted: the capture may be faster. */
    private final Map<Address, Message> unsaid = new HashMap<>();

    private final ByteBuffer scrap = ByteBuffer.allocate(4 << 10);
    private int tick;

    /** @param most how many connections may be open at once, and how many messages may wait */
    Callers(int most) {
        this.most = most;
    }

    private static final class Caller {
        private final Address source;
        private final SocketChannel channel;
        private final int since;
        private boolean isTold;

        Caller(Address source, SocketChannel channel, int since) {
            this.source = source;
            this.channel = channel;
            this.since = since;
        }
    }

    private record Message(String text, int since, Consumer<Boolean> later) {}

    synchronized void admit(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        Caller caller = new Caller(address(peer.getAddress()), channel, tick);
        open.addLast(caller);
        if (open.size() > most) hangUpOldest();
        Message message = unsaid.remove(caller.source);
        if (message != null) message.later.accept(speak(caller, message.text));
    }

    private static Address address(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == 4 ? Address.ofIpv4(bytes.getInt()) : new Address(bytes.getLong(), bytes.getLong());
    }

    /**
     * Says it to this source's connections, or to the next one if it comes at once.
     *
     * @param later told, where it waits, whether it was said
     */
    synchronized Outcome.State say(Address source, String text, Consumer<Boolean> later) {
        boolean said = false;
        for (Caller caller : open) if (caller.source.equals(source) && !caller.isTold) said |= speak(caller, text);
        if (said) return Outcome.State.DONE;
        if (unsaid.size() >= most) return Outcome.State.REFUSED;
        Message before = unsaid.put(source, new Message(text, tick, later));
        if (before != null) before.later.accept(false);
        return Outcome.State.WAITING;
    }

    /** Says it and no more. The connection stays a while: one that is closed with words unread is reset, and some peers lose ours by that. */
    private static boolean speak(Caller caller, String text) {
        caller.isTold = true;
        try {
            int sent = caller.channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            caller.channel.shutdownOutput();
            return sent > 0 || text.isEmpty();
        } catch (IOException e) {
            LOG.debug("{} did not take what was said: {}", caller.source, e.getMessage());
            return false;
        }
    }

    /** A second has passed. */
    synchronized void pass() {
        tick++;
        while (!open.isEmpty() && tick - open.getFirst().since >= LONGEST_STAY) hangUpOldest();
        for (Iterator<Message> each = unsaid.values().iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (tick - message.since < LONGEST_STAY) continue;
            each.remove();
            message.later.accept(false);
        }
    }

    /** Makes room for another. */
    synchronized void hangUpOldest() {
        Caller caller = open.pollFirst();
        if (caller == null) return;
        try (SocketChannel channel = caller.channel) {
            for (int i = 0; i < MOST_READS && channel.read(scrap.clear()) > 0; i++)
                ; // what is read cannot reset it
        } catch (IOException e) {
            LOG.debug("{} is gone already: {}", caller.source, e.getMessage());
        }
    }

    synchronized int count() {
        return open.size();
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) hangUpOldest();
        unsaid.values().forEach(message -> message.later.accept(false));
        unsaid.clear();
    }
}
