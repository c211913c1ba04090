import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A floor for replay: reads a pcap file of Ethernet frames (little-endian, microseconds) through a buffer of one megabyte and reports how
 * many sources touched ten ports within ten minutes. It knows IPv4, TCP and UDP, and nothing else.
 */
final class PlainReader {
    private static final int ENOUGH = 10;
    private static final int WINDOW = 600;
    private static final int PORTS = 16;

    private static int mask = (1 << 17) - 1;
    private static int[] addresses = new int[mask + 1];
    private static int[] counts = new int[mask + 1];
    private static int[] since = new int[mask + 1];
    private static short[] ports = new short[(mask + 1) * PORTS];
    private static long packets;
    private static long probes;
    private static long alarms;
    private static int sources;

    public static void main(String[] words) throws Exception {
        try (FileChannel file = FileChannel.open(Path.of(words[0]))) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            file.position(24);
            bytes.limit(0);
            for (;;) {
                bytes.compact();
                if (file.read(bytes) < 0) break;
                bytes.flip();
                bytes.position(records(bytes));
            }
        }
        System.out.printf("packets %d probes %d sources %d alarms %d%n", packets, probes, sources, alarms);
    }

    private static int records(ByteBuffer bytes) {
        int at = 0;
        while (at + 16 <= bytes.limit()) {
            int captured = bytes.getInt(at + 8);
            if (at + 16 + captured > bytes.limit()) break;
            packet(bytes, at + 16, captured, bytes.getInt(at));
            at += 16 + captured;
        }
        return at;
    }

    private static void packet(ByteBuffer bytes, int at, int captured, int second) {
        packets++;
        if (captured < 34 || bytes.getShort(at + 12) != 8) return;
        int ip = at + 14;
        int header = (bytes.get(ip) & 15) * 4;
        if ((bytes.get(ip) & 0xF0) != 0x40 || header < 20 || captured < 14 + header + 8) return;
        if ((bytes.getShort(ip + 6) & 0xFF1F) != 0) return; // a fragment, seen in the wrong byte order
        int source = Integer.reverseBytes(bytes.getInt(ip + 12));
        short port = Short.reverseBytes(bytes.getShort(ip + header + 2));
        int protocol = bytes.get(ip + 9);
        if (protocol == 17 && port != 53 && port != 123) probe(source, port, second);
        if (protocol != 6 || captured < 14 + header + 20) return;
        int flags = bytes.get(ip + header + 13) & 0x3F;
        if (flags == 2 || flags == 1 || flags == 0 || flags == 0x29) probe(source, port, second);
    }

    private static void probe(int source, short port, int second) {
        probes++;
        int at = find(source);
        if (addresses[at] == 0) {
            if (++sources * 2 > mask) grow();
            at = find(source);
            addresses[at] = source;
            since[at] = second;
        }
        int count = counts[at];
        if (count >= ENOUGH) return;
        if (second - since[at] > WINDOW) {
            count = 0;
            since[at] = second;
        }
        for (int i = 0; i < count; i++) if (ports[at * PORTS + i] == port) return;
        ports[at * PORTS + count] = port;
        counts[at] = count + 1;
        if (count + 1 == ENOUGH) alarms++;
    }

    private static int find(int source) {
        int at = (source * -1640531527 >>> 7) & mask;
        while (addresses[at] != source && addresses[at] != 0) at = (at + 1) & mask;
        return at;
    }

    private static void grow() {
        int[] oldAddresses = addresses;
        int[] oldCounts = counts;
        int[] oldSince = since;
        short[] oldPorts = ports;
        mask = mask * 2 + 1;
        addresses = new int[mask + 1];
        counts = new int[mask + 1];
        since = new int[mask + 1];
        ports = new short[(mask + 1) * PORTS];
        for (int i = 0; i < oldAddresses.length; i++) {
            if (oldAddresses[i] == 0) continue;
            int at = find(oldAddresses[i]);
            addresses[at] = oldAddresses[i];
            counts[at] = oldCounts[i];
            since[at] = oldSince[i];
            System.arraycopy(oldPorts, i * PORTS, ports, at * PORTS, PORTS);
        }
    }
}
