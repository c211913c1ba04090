package portcullis.fact;

import java.util.Locale;

/** What became of a packet that reached a watched address: an alarm, or the reason why none was raised. */
public enum Fate {
    ALARMED("raised an alarm"),
    /** Counted, and no rule had seen enough of its source. */
    BELOW_THRESHOLD("below every threshold"),
    /** Counted, and its source had been told of. */
    QUIET("of a source already told of"),
    /** Counted, and its source is one that the rules ignore. */
    IGNORED("ignored as trusted"),
    /** No mode counts such a packet to this port: none is on, the port is excluded, or it lies above the limit. */
    UNWATCHED("where no mode watches"),
    /** Somebody serves the port, or we hold it. */
    SERVED("to what is served"),
    ANSWER("in answer to us"),
    LATE_ANSWER("in late answer to us"),
    CONVERSATION("within conversations"),
    /** A SYN/ACK, a RST, an ICMP error, a datagram as servers send it: somebody has asked in our name, or long ago. */
    BACKSCATTER("as answers that nobody asked for"),
    GROUP("to groups");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    /** As in "12 packets to what is served". */
    public String words() {
        return words;
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether some mode counted the packet as a probe. */
    public boolean isProbe() {
        return this == ALARMED || this == BELOW_THRESHOLD || this == QUIET || this == IGNORED;
    }
}
