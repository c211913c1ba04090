package portcullis.fact;

import java.util.Locale;

/** What carries a probe: something with ports, or one of the other ways in which a host is asked whether it is there. */
public enum Transport {
    TCP,
    UDP,
    /** An ICMP or ICMPv6 error that quotes a packet. */
    ICMP,
    /** RFC 9260; its ports are its own. */
    SCTP,
    /** An ICMP or ICMPv6 request that every host answers: echo, timestamp, address mask. Its type stands where others have a port. */
    PING,
    /** Any other protocol on IP, tunnels included. Its number stands where others have a port. */
    PROTOCOL,
    /** An ARP request (RFC 826) or a neighbour solicitation (RFC 4861): who has this address? */
    NEIGHBOUR,
    /** No packet: what the log of a service says of somebody who logs in. */
    LOGIN,
    /** No packet: what another detection system says. */
    ALERT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in settings, scenarios and logs. */
    public String word() {
        return word;
    }
}
