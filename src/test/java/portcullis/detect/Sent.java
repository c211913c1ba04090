package portcullis.detect;

import portcullis.fact.Address;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** A packet that a test sends. */
record Sent(
        long nanos, Address from, int sourcePort, Address to, int targetPort, Transport transport, int flags, Tool tool)
        implements Packet {
    Sent(long nanos, Address from, int sourcePort, Address to, int targetPort, Transport transport, int flags) {
        this(nanos, from, sourcePort, to, targetPort, transport, flags, Tool.NONE);
    }

    Sent at(long nanos) {
        return new Sent(nanos, from, sourcePort, to, targetPort, transport, flags, tool);
    }

    @Override
    public int sequence() {
        return 0;
    }

    @Override
    public int acknowledgement() {
        return 1;
    }

    @Override
    public int interfaceNumber() {
        return 0;
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
        return 1024;
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
        return transport;
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
