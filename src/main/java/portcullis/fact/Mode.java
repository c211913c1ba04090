package portcullis.fact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The six modes of PortSentry 1.x. What each counts stands in {@code rules/modes/}; here are only their names. */
public enum Mode {
    TCP(Transport.TCP),
    UDP(Transport.UDP),
    STCP(Transport.TCP),
    SUDP(Transport.UDP),
    ATCP(Transport.TCP),
    AUDP(Transport.UDP);

    private final Transport transport;

    Mode(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /** Whether this mode holds its listed ports open and waits to be connected to. */
    public boolean holdsPorts() {
        return this == TCP || this == UDP;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
