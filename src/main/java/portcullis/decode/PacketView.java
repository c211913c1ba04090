package portcullis.decode;

import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** The packet of the frame decoded last. One serves a whole pipeline; who wants to keep something copies it. */
public final class PacketView implements Packet {
    static final int NO_IDENTIFICATION = -1;

    long nanos;
    int interfaceNumber;
    Transport transport = Transport.TCP;
    long sourceHigh;
    long sourceLow;
    long targetHigh;
    long targetLow;
    int sourcePort;
    int targetPort;
    int flags;
    int window;
    int sequence;
    int acknowledgement;
    Tool tool = Tool.NONE;
    /** Of IPv4, else {@link #NO_IDENTIFICATION}. */
    int identification;

    /** Of anything but TCP and UDP. */
    Kind kind = Kind.ODD;

    int ttl;
    int payloadLength;
    boolean hasOptions;
    boolean isFragment;
    boolean isToGroup;
    /** These five hold what an ICMP error quotes, and are stale for any other packet. */
    Transport quotedTransport = Transport.TCP;

    long quotedSourceHigh;
    long quotedSourceLow;
    long quotedTargetHigh;
    long quotedTargetLow;

    boolean isIpv4() {
        return Address.isMapped(sourceHigh, sourceLow);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public int interfaceNumber() {
        return interfaceNumber;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public long sourceHigh() {
        return sourceHigh;
    }

    @Override
    public long sourceLow() {
        return sourceLow;
    }

    @Override
    public long targetHigh() {
        return targetHigh;
    }

    @Override
    public long targetLow() {
        return targetLow;
    }

    @Override
    public int sourcePort() {
        return sourcePort;
    }

    @Override
    public int targetPort() {
        return targetPort;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public int sequence() {
        return sequence;
    }

    @Override
    public int acknowledgement() {
        return acknowledgement;
    }

    @Override
    public Tool tool() {
        return tool;
    }

    @Override
    public Kind kind() {
        return transport == Transport.TCP ? Kind.ofFlags(flags) : kind;
    }

    /** A packet without ports or flags. */
    Decoded is(Transport carried, Kind what, int number, int payload) {
        transport = carried;
        kind = what;
        sourcePort = 0;
        targetPort = number;
        flags = 0;
        window = 0;
        sequence = 0;
        acknowledgement = 0;
        tool = Tool.NONE;
        payloadLength = payload;
        return Decoded.PACKET;
    }

    @Override
    public int ttl() {
        return ttl;
    }

    /** As the headers say, not what was captured; of a header put together from fragments 0, since nobody waits for the rest. */
    @Override
    public int payloadLength() {
        return payloadLength;
    }

    @Override
    public boolean hasOptions() {
        return hasOptions;
    }

    @Override
    public boolean isFragment() {
        return isFragment;
    }

    @Override
    public boolean isToGroup() {
        return isToGroup;
    }

    @Override
    public Transport quotedTransport() {
        return transport == Transport.ICMP ? quotedTransport : transport;
    }

    @Override
    public long quotedSourceHigh() {
        return transport == Transport.ICMP ? quotedSourceHigh : sourceHigh;
    }

    @Override
    public long quotedSourceLow() {
        return transport == Transport.ICMP ? quotedSourceLow : sourceLow;
    }

    @Override
    public long quotedTargetHigh() {
        return transport == Transport.ICMP ? quotedTargetHigh : targetHigh;
    }

    @Override
    public long quotedTargetLow() {
        return transport == Transport.ICMP ? quotedTargetLow : targetLow;
    }
}
