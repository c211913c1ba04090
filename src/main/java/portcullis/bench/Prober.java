package portcullis.bench;

import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** One SYN after another, from so many sources to any port of one host: a packet that costs nothing to make. */
final class Prober implements Packet {
    private static final long MAPPED = 0xFFFFL << 32;
    private static final long HOST = MAPPED | 198L << 24 | 18 << 16 | 10;
    private static final long FIRST = MAPPED | 10L << 24;
    private static final long NANOS_APART = 5_000;

    private final int sources;
    private long random;
    private long nanos = 1_700_000_000_000_000_000L;
    private long source;
    private int port;

    Prober(int sources, long seed) {
        this.sources = sources;
        this.random = seed;
    }

    void next() {
        random ^= random << 13; // xorshift64 (Marsaglia, 2003)
        random ^= random >>> 7;
        random ^= random << 17;
        source = FIRST + 7 * Integer.remainderUnsigned((int) (random >>> 32), sources);
        port = 1 + (int) (random & 0xFFFF) % 65_535;
        nanos += NANOS_APART;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public int interfaceNumber() {
        return 0;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public long sourceHigh() {
        return 0;
    }

    @Override
    public long sourceLow() {
        return source;
    }

    @Override
    public long targetHigh() {
        return 0;
    }

    @Override
    public long targetLow() {
        return HOST;
    }

    @Override
    public int sourcePort() {
        return 40_000;
    }

    @Override
    public int targetPort() {
        return port;
    }

    @Override
    public int flags() {
        return 2;
    }

    @Override
    public int window() {
        return 1_024;
    }

    @Override
    public int sequence() {
        return 1;
    }

    @Override
    public int acknowledgement() {
        return 0;
    }

    @Override
    public Tool tool() {
        return Tool.NONE;
    }

    @Override
    public int ttl() {
        return 64;
    }

    @Override
    public int payloadLength() {
        return 0;
    }

    @Override
    public boolean hasOptions() {
        return false;
    }

    @Override
    public boolean isFragment() {
        return false;
    }

    @Override
    public boolean isToGroup() {
        return false;
    }

    @Override
    public Transport quotedTransport() {
        return Transport.TCP;
    }

    @Override
    public long quotedSourceHigh() {
        return sourceHigh();
    }

    @Override
    public long quotedSourceLow() {
        return sourceLow();
    }

    @Override
    public long quotedTargetHigh() {
        return targetHigh();
    }

    @Override
    public long quotedTargetLow() {
        return targetLow();
    }
}
