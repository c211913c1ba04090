package portcullis.fact;

import java.util.Locale;

/**
 * What a packet is by its flags, its type, or what it completes. ECE and CWR do not count: a host that offers ECN (RFC 3168)
 * sends them with its SYN. Which kinds are probes is for the rules in {@code rules/modes/} to say.
 */
public enum Kind {
    SYN,
    /** The packet with which a source completes the handshake on a port that we hold. */
    CONNECT,
    FIN,
    NULL,
    XMAS,
    ACK,
    /** FIN and ACK, after Uriel Maimon (Phrack 49): refused by a closed port, and ignored by an open one of some systems. */
    MAIMON,
    /** SYN and ACK: the answer to a SYN, and what a forged SYN makes a bystander send (backscatter). */
    SYN_ACK,
    RST,
    /** Any other flags, such as SYN with FIN. */
    ODD,
    UDP,
    /** A datagram from a port of a service to a high port: it looks like an answer, whoever asked. */
    UDP_REPLY,
    /** SCTP: how an association begins (RFC 9260, 5.1). */
    INIT,
    /** SCTP: the answer of an open port. */
    INIT_ACK,
    /** SCTP: the third step without the first two; an open port drops it, a closed one aborts. */
    COOKIE,
    /** SCTP: any other chunk. */
    CHUNK,
    ECHO,
    TIMESTAMP,
    MASK,
    /** A packet of another protocol than those above. */
    PROTOCOL,
    /** Who has this address? By ARP or neighbour solicitation. */
    WHO_HAS,
    /** A line about somebody who logs in, or fails to. */
    LOGIN,
    /** A line of another detection system. */
    ALERT;

    private static final int FIN_BIT = 1;
    private static final int SYN_BIT = 2;
    private static final int RST_BIT = 4;
    private static final int PSH_BIT = 8;
    private static final int ACK_BIT = 16;
    private static final int URG_BIT = 32;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in JSON and sentences, such as {@code syn-ack}. */
    public String word() {
        return word;
    }

    /** The TCP flags by which a packet is of this kind, one choice of many for {@link #ODD}; 0 where it has none. */
    public int flags() {
        return switch (this) {
            case SYN, CONNECT -> SYN_BIT;
            case FIN -> FIN_BIT;
            case XMAS -> FIN_BIT | PSH_BIT | URG_BIT;
            case ACK -> ACK_BIT;
            case MAIMON -> FIN_BIT | ACK_BIT;
            case SYN_ACK -> SYN_BIT | ACK_BIT;
            case RST -> RST_BIT;
            case ODD -> SYN_BIT | FIN_BIT;
            case NULL,
                    UDP,
                    UDP_REPLY,
                    INIT,
                    INIT_ACK,
                    COOKIE,
                    CHUNK,
                    ECHO,
                    TIMESTAMP,
                    MASK,
                    PROTOCOL,
                    WHO_HAS,
                    LOGIN,
                    ALERT -> 0;
        };
    }

    /** The kind of a TCP packet by the low six flags (RFC 9293, 3.1). */
    public static Kind ofFlags(int flags) {
        int six = flags & 0x3F;
        if ((six & RST_BIT) != 0) return (six & (SYN_BIT | FIN_BIT)) == 0 ? RST : ODD; // begun and torn down in one
        if ((six & ACK_BIT) != 0) return withAck(six & ~ACK_BIT);
        if (six == 0) return NULL;
        if (six == SYN_BIT) return SYN;
        if (six == FIN_BIT) return FIN;
        boolean xmas = (six & (FIN_BIT | URG_BIT | PSH_BIT)) == (FIN_BIT | URG_BIT | PSH_BIT);
        return xmas ? XMAS : ODD;
    }

    private static Kind withAck(int rest) {
        if ((rest & (SYN_BIT | FIN_BIT)) == (SYN_BIT | FIN_BIT)) return ODD;
        if ((rest & SYN_BIT) != 0) return SYN_ACK;
        return (rest & FIN_BIT) != 0 ? MAIMON : ACK; // PSH and URG come with ordinary data
    }
}
