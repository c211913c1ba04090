package portcullis.watch;

import java.util.Arrays;
import java.util.function.Consumer;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * The latest packets, as far as detection looks at them, so that other rules can be asked about them. A ring of {@value #MOST} at 70 bytes
 * each, which grows as it is needed; ICMP errors are left out, since no mode counts them. Owned by the line.
 */
final class Recent {
    static final int MOST = 1 << 15;
    private static final int FIRST = 1 << 9;
    private static final Kind[] KINDS = Kind.values();
    private static final Tool[] TOOLS = Tool.values();
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final int FLAGS = 0xFF;
    private static final int OPTIONS = 1 << 8;
    private static final int FRAGMENT = 1 << 9;
    private static final int GROUP = 1 << 10;

    /** Columns: time, the four halves of the two addresses, then three of smaller things. */
    private long[][] columns = new long[8][FIRST];

    private int next;
    private int size;

    /** Keeps what is to be kept of this packet. */
    void add(Packet packet) {
        if (packet.transport() == Transport.ICMP) return;
        if (size == columns[0].length && size < MOST) grow();
        columns[0][next] = packet.nanos();
        columns[1][next] = packet.sourceHigh();
        columns[2][next] = packet.sourceLow();
        columns[3][next] = packet.targetHigh();
        columns[4][next] = packet.targetLow();
        columns[5][next] = (long) packet.sequence() << 32 | packet.acknowledgement() & 0xFFFFFFFFL;
        columns[6][next] = (long) packet.sourcePort() << 48
                | (long) packet.targetPort() << 32
                | (long) packet.window() << 16
                | Math.min(packet.payloadLength(), 0xFFFF);
        columns[7][next] = packet.flags()
                | (packet.hasOptions() ? OPTIONS : 0)
                | (packet.isFragment() ? FRAGMENT : 0)
                | (packet.isToGroup() ? GROUP : 0)
                | (long) packet.kind().ordinal() << 16
                | (long) packet.tool().ordinal() << 24
                | (long) packet.transport().ordinal() << 32
                | (long) packet.ttl() << 40
                | (long) packet.interfaceNumber() << 48;
        size = Math.min(size + 1, columns[0].length);
        next = next + 1 & columns[0].length - 1;
    }

    /** Only a full ring grows, and then the oldest stands where the next was to go. */
    private void grow() {
        long[][] larger = new long[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            larger[i] = new long[2 * size];
            System.arraycopy(columns[i], next, larger[i], 0, size - next);
            System.arraycopy(columns[i], 0, larger[i], size - next, next);
        }
        columns = larger;
        next = size;
    }

    int size() {
        return size;
    }

    /** The same packets, to be looked at by another thread. */
    Recent copy() {
        Recent copy = new Recent();
        copy.columns = Arrays.stream(columns).map(long[]::clone).toArray(long[][]::new);
        copy.next = next;
        copy.size = size;
        return copy;
    }

    /** Shows those that came since then, the earliest first; the packet is a view that is filled anew for each. @return how many */
    int since(long nanos, Consumer<Packet> sink) {
        View view = new View();
        int shown = 0;
        for (int i = 0; i < size; i++) {
            view.at = next - size + i & columns[0].length - 1;
            if (view.nanos() < nanos) continue;
            sink.accept(view);
            shown++;
        }
        return shown;
    }

    private final class View implements Packet {
        private int at;

        private int bits(int column, int shift, int mask) {
            return (int) (columns[column][at] >>> shift) & mask;
        }

        private boolean has(int flag) {
            return (columns[7][at] & flag) != 0;
        }

        @Override
        public long nanos() {
            return columns[0][at];
        }

        @Override
        public long sourceHigh() {
            return columns[1][at];
        }

        @Override
        public long sourceLow() {
            return columns[2][at];
        }

        @Override
        public long targetHigh() {
            return columns[3][at];
        }

        @Override
        public long targetLow() {
            return columns[4][at];
        }

        @Override
        public int sequence() {
            return bits(5, 32, -1);
        }

        @Override
        public int acknowledgement() {
            return bits(5, 0, -1);
        }

        @Override
        public int sourcePort() {
            return bits(6, 48, 0xFFFF);
        }

        @Override
        public int targetPort() {
            return bits(6, 32, 0xFFFF);
        }

        @Override
        public int window() {
            return bits(6, 16, 0xFFFF);
        }

        @Override
        public int payloadLength() {
            return bits(6, 0, 0xFFFF);
        }

        @Override
        public int flags() {
            return bits(7, 0, FLAGS);
        }

        @Override
        public Kind kind() {
            return KINDS[bits(7, 16, 0xFF)];
        }

        @Override
        public Tool tool() {
            return TOOLS[bits(7, 24, 0xFF)];
        }

        @Override
        public Transport transport() {
            return TRANSPORTS[bits(7, 32, 0xFF)];
        }

        @Override
        public int ttl() {
            return bits(7, 40, 0xFF);
        }

        @Override
        public int interfaceNumber() {
            return bits(7, 48, 0xFFFF);
        }

        @Override
        public boolean hasOptions() {
            return has(OPTIONS);
        }

        @Override
        public boolean isFragment() {
            return has(FRAGMENT);
        }

        @Override
        public boolean isToGroup() {
            return has(GROUP);
        }

        @Override
        public Transport quotedTransport() {
            return transport();
        }

        @Override
        public long quotedSourceHigh() {
            return 0;
        }

        @Override
        public long quotedSourceLow() {
            return 0;
        }

        @Override
        public long quotedTargetHigh() {
            return 0;
        }

        @Override
        public long quotedTargetLow() {
            return 0;
        }
    }
}
