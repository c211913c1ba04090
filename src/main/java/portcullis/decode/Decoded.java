package portcullis.decode;

/** What came of a frame: a packet with ports, or the reason why there is none. */
public enum Decoded {
    PACKET("packets with ports"),
    NOT_IP("not IP (ARP answers and the like)"),
    UNKNOWN_LINK_TYPE("of a link type that is not read"),
    TRUNCATED("cut short before the ports"),
    BAD_HEADER("with a header that hosts refuse"),
    TOO_MANY_HEADERS("with more headers than are followed"),
    MAPPED_ADDRESS("IPv6 with an IPv4-mapped address, which may not be on a wire"),
    NO_NEXT_HEADER("IPv6 with nothing after its headers"),
    ICMP_OTHER("ICMP that asks nothing and quotes no TCP or UDP packet"),
    TUNNEL("tunnels (IP in IP, GRE), whose inside is not looked at"),
    LATER_FRAGMENT("later fragments, which carry no ports"),
    FRAGMENT_HELD("fragments that wait for the rest of a header");

    private final String words;

    Decoded(String words) {
        this.words = words;
    }

    /** As it stands after a number in the summary of a run. */
    public String words() {
        return words;
    }
}
