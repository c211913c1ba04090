package portcullis.fact;

import java.util.Locale;

/** What carries a port, and the error messages that quote one. */
public enum Transport {
    TCP,
    UDP,
    /** An ICMP or ICMPv6 error that quotes a TCP or UDP packet. */
    ICMP;

    /** The word in settings, scenarios and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
