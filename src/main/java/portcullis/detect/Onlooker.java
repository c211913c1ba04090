package portcullis.detect;

import portcullis.fact.Address;
import portcullis.fact.Fate;
import portcullis.fact.Kind;
import portcullis.fact.Packet;

/** Is told what became of each packet that reached a watched address. On the line: it must be quick, and copy what it keeps. */
public interface Onlooker {
    Onlooker NOBODY = (packet, kind, fate, isServed) -> {};

    /**
     * The packet is settled, and what the rules said of it is known.
     *
     * @param kind what it is for the rules: a handshake's last packet on a port that we hold is a {@link Kind#CONNECT}
     */
    void settled(Packet packet, Kind kind, Fate fate, boolean isServed);

    /** The host has answered the source from this port: what that touched there was no closed door. */
    default void opened(Address source, Address target, int port) {}
}
