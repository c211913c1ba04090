package portcullis.detect.rules;

import java.util.Arrays;
import portcullis.fact.Mode;
import portcullis.fact.Transport;

/** Sets of modes as bits, one for each {@link Mode} by its ordinal. */
public final class Modes {
    /** Every bit that a packet can have; the modes that packets have no part in stand behind them. */
    public static final int EVERY = Arrays.stream(Mode.values())
            .filter(Mode::countsPackets)
            .mapToInt(Modes::bit)
            .sum();

    private static final int SERVED = bit(Mode.SERVED);

    /** What a measure counts that names no mode: probes, and nobody is blamed for using what is served. */
    public static final int ALL = EVERY & ~SERVED;

    private static final int[] BY_TRANSPORT =
            Arrays.stream(Transport.values()).mapToInt(Modes::bits).toArray();

    /** Every TCP door, whether somebody serves it or not. */
    public static final int TCP_DOORS = of(Transport.TCP) | SERVED;

    private Modes() {}

    public static int bit(Mode mode) {
        return 1 << mode.ordinal();
    }

    public static int of(Transport transport) {
        return BY_TRANSPORT[transport.ordinal()];
    }

    private static int bits(Transport transport) {
        return Arrays.stream(Mode.values())
                        .filter(mode -> mode.transport() == transport)
                        .mapToInt(Modes::bit)
                        .sum()
                & ~SERVED;
    }
}
