package portcullis.fact;

import java.util.Locale;

/** How well a source is proven to be the sender; later values prove more. */
public enum Evidence {
    /** A lone packet: anyone can write any sender on it. */
    FORGEABLE,
    /** The source answered our SYN/ACK, so it receives what is sent to its address. */
    HANDSHAKE,
    /** It sent data within an established conversation. */
    DATA,
    /** No packet: an administrator says so. */
    ORDERED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }
}
