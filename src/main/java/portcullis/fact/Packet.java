package portcullis.fact;

/**
 * What is read from one packet. The object is a view that is filled anew for each packet: who wants to keep something copies it.
 * Addresses stand as the 128 bits of {@link Address}.
 */
public interface Packet {
    /** Nanoseconds since 1970. */
    long nanos();

    int interfaceNumber();

    Transport transport();

    long sourceHigh();

    long sourceLow();

    long targetHigh();

    long targetLow();

    /** Of an ICMP error: the source port of the packet that it quotes. 0 where there are no ports. */
    int sourcePort();

    /** Of an ICMP error: the destination port of the packet that it quotes. Of a ping its type, of another protocol its number. */
    int targetPort();

    /** What it is by itself, whatever was said before. */
    default Kind kind() {
        return transport() == Transport.UDP ? Kind.UDP : Kind.ofFlags(flags());
    }

    /** The low eight TCP flags; 0 where it is not TCP. */
    int flags();

    /** TCP window or 0. */
    int window();

    /** TCP sequence number; 0 where it is not TCP. */
    int sequence();

    /** TCP acknowledgement number; 0 where it is not TCP. */
    int acknowledgement();

    /** Of a SYN: the program that wrote it, where that can be told. */
    Tool tool();

    /** IPv4 time to live or IPv6 hop limit, as received. */
    int ttl();

    /** Bytes after the TCP or UDP header. */
    int payloadLength();

    /** Whether the IP header carries options or extension headers. */
    boolean hasOptions();

    boolean isFragment();

    /** Whether the link layer sent it to a group: broadcast or multicast. */
    boolean isToGroup();

    /** Of an ICMP error: what the quoted packet was carried by; else the same as {@link #transport()}. */
    Transport quotedTransport();

    long quotedSourceHigh();

    long quotedSourceLow();

    long quotedTargetHigh();

    long quotedTargetLow();

    default Address source() {
        return new Address(sourceHigh(), sourceLow());
    }

    default Address target() {
        return new Address(targetHigh(), targetLow());
    }
}
