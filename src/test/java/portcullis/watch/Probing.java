package portcullis.watch;

import portcullis.fact.Address;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** A TCP packet that a test sends. */
record Probing(long nanos, Address from, Address to, int sourcePort, int targetPort, int flags, int sequence)
        implements Packet {
    private static final int SYN = 2;

    /** A SYN to 192.0.2.1. */
    static Probing syn(long nanos, String from, int port) {
        return new Probing(nanos, Address.of(from), Address.of("192.0.2.1"), 40_000, port, SYN, -7);
    }

    @Override
    public int interfaceNumber() {
        return 3;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public long sourceHigh() {
        return from.high();
    }

    @Override
    public long sourceLow() {
        return from.low();
    }

    @Override
    public long targetHigh() {
        return to.high();
    }

    @Override
    public long targetLow() {
        return to.low();
    }

    @Override
    public int window() {
        return 65_535;
    }

    @Override
    public int acknowledgement() {
        return -2;
    }

    @Override
    public Tool tool() {
        return Tool.NMAP;
    }

    @Override
    public int ttl() {
        return 255;
    }

    @Override
    public int payloadLength() {
        return 17;
    }

    @Override
    public boolean hasOptions() {
        return true;
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
