package portcullis.fact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is listened to: the six modes of PortSentry 1.x, and what it had no eye for. What each counts stands in {@code rules/modes/};
 * here are only their names.
 */
public enum Mode {
    TCP(Transport.TCP),
    UDP(Transport.UDP),
    STCP(Transport.TCP),
    SUDP(Transport.UDP),
    ATCP(Transport.TCP),
    AUDP(Transport.UDP),
    /** TCP flags that begin no connection and belong to none, on served ports as well. */
    STEALTH(Transport.TCP),
    /** ACK and FIN with ACK that belong to no conversation, on unserved ports: a scan, or the rest of what both sides forgot. */
    STRAYS(Transport.TCP),
    /** First packets to served ports: no port is a tripwire by it, but a scanner is known by what he finds, too. */
    SERVED(Transport.TCP),
    SCTP(Transport.SCTP),
    PING(Transport.PING),
    PROTOCOLS(Transport.PROTOCOL),
    NEIGHBOURS(Transport.NEIGHBOUR),
    /** Who logs in, by the logs that {@code feeds.logins} names. */
    LOGINS(Transport.LOGIN),
    /** What other detection systems say, by the logs that {@code feeds.alerts} names. */
    ALERTS(Transport.ALERT);

    private final Transport transport;
    private final String word = name().toLowerCase(Locale.ROOT);

    Mode(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /** Whether packets have a part in it. */
    public boolean countsPackets() {
        return this != LOGINS && this != ALERTS;
    }

    /** Whether this mode holds its listed ports open and waits to be connected to. */
    public boolean holdsPorts() {
        return this == TCP || this == UDP;
    }

    public String word() {
        return word;
    }

    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
