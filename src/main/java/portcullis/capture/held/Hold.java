package portcullis.capture.held;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portcullis.fact.PortRange;
import portcullis.fact.Ports;
import portcullis.fact.Transport;
import portcullis.fact.Words;

/** The ports of one transport: those that we hold, and why others are left out. Owned by one thread. */
final class Hold {
    static final String SERVED = "somebody serves it, or did within served.grace";
    static final String TURN = "its turn comes within seconds";

    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    /** Each costs some ten microseconds on a thread that has packets to see to. */
    private static final int MOST_AT_ONCE = 2_000;
    /** What the kernel has refused is asked for again, but it may refuse for ever. */
    private static final int MOST_RETRIES = 50;

    private static final int PRIVILEGED = 1_024;
    private static final int MOST_RANGES_TOLD = 20;

    /** Makes a socket hold a port, and has it watched. */
    interface Opening {
        SelectableChannel open(int port) throws IOException;
    }

    private final Transport transport;
    private final Opening opening;
    private final Map<Integer, SelectableChannel> open = new HashMap<>();
    private final Map<Integer, String> leftOut = new HashMap<>();
    private final BitSet refused = new BitSet();
    private final BitSet toldServed = new BitSet(); // else a port that comes and goes would fill the log
    private final Map<String, BitSet> news = new TreeMap<>();
    private BitSet wanted = new BitSet();
    private int next;

    Hold(Transport transport, Opening opening) {
        this.transport = transport;
        this.opening = opening;
    }

    /** Port 0 is no port that a socket can have. */
    void want(Ports ports) {
        wanted = ports.bits();
        wanted.clear(0);
    }

    /**
     * Takes up what is wanted and free, and lets go of what is wanted no more.
     *
     * @param served ports that others have
     * @param most how many ports may be held
     * @param full why no more may
     */
    void poll(BitSet served, int most, String full) {
        letGo();
        BitSet missing = missing();
        leftOut.keySet().removeIf(port -> !missing.get(port));
        refused.and(missing);
        refused.andNot(served);
        for (int port : each(missing)) if (served.get(port)) leaveOut(port, SERVED);
        missing.andNot(served);
        take(minus(missing, refused), MOST_AT_ONCE, most);
        take((BitSet) refused.clone(), MOST_RETRIES, most);
        missing.andNot(heldBits());
        for (int port : each(minus(missing, refused))) leaveOut(port, open.size() >= most ? full : TURN);
        tell();
    }

    private void letGo() {
        open.entrySet().removeIf(entry -> !wanted.get(entry.getKey()) && close(entry.getValue()));
    }

    private BitSet missing() {
        return minus(wanted, heldBits());
    }

    private static int[] each(BitSet ports) {
        return ports.stream().toArray();
    }

    private static BitSet minus(BitSet from, BitSet what) {
        BitSet left = (BitSet) from.clone();
        left.andNot(what);
        return left;
    }

    /** In turn, so that those at the beginning, which may be refused for ever, keep nobody waiting. */
    private void take(BitSet ports, int tries, int most) {
        for (int left = Math.min(tries, ports.cardinality()); left > 0 && open.size() < most; left--) {
            next = ports.nextSetBit(next);
            if (next < 0) next = ports.nextSetBit(0);
            take(next++);
        }
    }

    private void take(int port) {
        try {
            open.put(port, opening.open(port));
            refused.clear(port);
            leftOut.remove(port);
        } catch (IOException e) {
            refused.set(port);
            leaveOut(port, "the kernel says: " + e.getMessage() + hint(port, e));
        }
    }

    private static String hint(int port, IOException e) {
        boolean needsMore = port < PRIVILEGED && String.valueOf(e.getMessage()).contains("Permission denied");
        return needsMore ? "; ports below " + PRIVILEGED + " need root or CAP_NET_BIND_SERVICE" : "";
    }

    private void leaveOut(int port, String why) {
        if (why.equals(leftOut.put(port, why)) || why.equals(TURN)) return;
        if (why.equals(SERVED) && toldServed.get(port)) return;
        if (why.equals(SERVED)) toldServed.set(port);
        news.computeIfAbsent(why, each -> new BitSet()).set(port);
    }

    private void tell() {
        news.forEach((why, ports) -> LOG.warn("{} {} not held: {}", transport.word(), few(Ports.of(ports)), why));
        news.clear();
    }

    private static String few(Ports ports) {
        List<PortRange> ranges = ports.ranges();
        if (ranges.size() <= MOST_RANGES_TOLD) return ports.toString();
        return new Ports(ranges.subList(0, MOST_RANGES_TOLD)) + ",... (" + Words.count(ports.count(), "port") + ")";
    }

    private static boolean close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a held port does not close: {}", e.getMessage());
        }
        return true;
    }

    int count() {
        return open.size();
    }

    private BitSet heldBits() {
        BitSet bits = new BitSet();
        open.keySet().forEach(bits::set);
        return bits;
    }

    Ports ports() {
        return Ports.of(heldBits());
    }

    /** By the reason. */
    Map<String, Ports> leftOut() {
        Map<String, BitSet> bits = new TreeMap<>();
        leftOut.forEach(
                (port, why) -> bits.computeIfAbsent(why, each -> new BitSet()).set(port));
        Map<String, Ports> ports = new TreeMap<>();
        bits.forEach((why, each) -> ports.put(why, Ports.of(each)));
        return ports;
    }

    void closeAll() {
        open.values().forEach(Hold::close);
        open.clear();
    }
}
