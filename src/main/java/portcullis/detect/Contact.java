package portcullis.detect;

import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Packet;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** One touch as tallies see it. Filled anew for each packet that some mode counts, so that none costs an object. */
final class Contact {
    long nanos;
    int modes;
    Kind kind = Kind.ODD;
    Transport transport = Transport.TCP;
    Tool tool = Tool.NONE;
    int port;
    int sourcePort;
    long targetHigh;
    long targetLow;
    int flags;
    boolean hasOptions;
    /** For each mode whose ring counted it, the contacts of its source there. */
    final int[] inRing = new int[Mode.values().length];

    void set(Packet packet, Kind kind, int modes, long nanos) {
        this.nanos = nanos;
        this.modes = modes;
        this.kind = kind;
        this.transport = packet.transport();
        this.tool = packet.tool();
        this.port = packet.targetPort();
        this.sourcePort = packet.sourcePort();
        this.targetHigh = packet.targetHigh();
        this.targetLow = packet.targetLow();
        this.flags = packet.transport() == Transport.TCP ? packet.flags() : 0;
        this.hasOptions = packet.hasOptions();
    }

    void copy(Contact other) {
        nanos = other.nanos;
        modes = other.modes;
        kind = other.kind;
        transport = other.transport;
        tool = other.tool;
        port = other.port;
        sourcePort = other.sourcePort;
        targetHigh = other.targetHigh;
        targetLow = other.targetLow;
        flags = other.flags;
        hasOptions = other.hasOptions;
    }

    /** A port is another one in another transport. */
    int portKey() {
        return transport.ordinal() << 16 | port;
    }

    long hostKey() {
        return Hash.of(targetHigh, targetLow, 0);
    }

    /** Which port of which host. */
    long doorKey() {
        return Hash.of(targetHigh, targetLow, 1L + portKey());
    }
}
