package portcullis.scenario.life;

import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.journal.Sighted;

/** A packet as the journal remembers it. What it does not remember is as usual packets have it. */
record Touched(
        long nanos,
        Address source,
        int sourcePort,
        Address target,
        int targetPort,
        Transport transport,
        Kind kind,
        int flags,
        Tool tool,
        int sequence,
        int acknowledgement)
        implements Packet {
    static final int SYN = 2;
    static final int ACK = 16;
    private static final int THEIR_NUMBER = 1_000;
    private static final int OUR_NUMBER = 2_000;
    private static final int USUAL_TTL = 64;
    private static final int USUAL_WINDOW = 64_240;

    /** One touch of a run. */
    static Touched of(Sighted touch, long nanos) {
        return new Touched(
                nanos,
                touch.source(),
                touch.sourcePort(),
                touch.target(),
                touch.port(),
                touch.transport(),
                touch.kind(),
                touch.kind().flags(),
                touch.tool(),
                THEIR_NUMBER,
                0);
    }

    /** What the host answers to this SYN. */
    Touched answered(long nanos) {
        return new Touched(
                nanos,
                target,
                targetPort,
                source,
                sourcePort,
                transport,
                Kind.SYN_ACK,
                SYN | ACK,
                Tool.NONE,
                OUR_NUMBER,
                THEIR_NUMBER + 1);
    }

    /** The last packet of the handshake that this SYN has begun: it proves that the answer has arrived. */
    Touched completed(long nanos) {
        return new Touched(
                nanos,
                source,
                sourcePort,
                target,
                targetPort,
                transport,
                Kind.ACK,
                ACK,
                Tool.NONE,
                THEIR_NUMBER + 1,
                OUR_NUMBER + 1);
    }

    @Override
    public Kind kind() {
        if (transport == Transport.TCP) return Kind.ofFlags(flags);
        return transport == Transport.UDP
                ? Kind.UDP
                : kind; // whether it looks like an answer is for the detector to say
    }

    @Override
    public int interfaceNumber() {
        return 0;
    }

    @Override
    public long sourceHigh() {
        return source.high();
    }

    @Override
    public long sourceLow() {
        return source.low();
    }

    @Override
    public long targetHigh() {
        return target.high();
    }

    @Override
    public long targetLow() {
        return target.low();
    }

    @Override
    public int window() {
        return USUAL_WINDOW;
    }

    @Override
    public int ttl() {
        return USUAL_TTL;
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
        return source.high();
    }

    @Override
    public long quotedSourceLow() {
        return source.low();
    }

    @Override
    public long quotedTargetHigh() {
        return target.high();
    }

    @Override
    public long quotedTargetLow() {
        return target.low();
    }
}
