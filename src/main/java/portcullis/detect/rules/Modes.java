package portcullis.detect.rules;

import java.util.Arrays;
import portcullis.fact.Mode;
import portcullis.fact.Transport;

/** Sets of modes as bits, one for each {@link Mode} by its ordinal. */
public final class Modes {
    public static final int ALL = (1 << Mode.values().length) - 1;

    private static final int TCP = bits(Transport.TCP);
    private static final int UDP = bits(Transport.UDP);

    private Modes() {}

    public static int of(Transport transport) {
        return transport == Transport.TCP ? TCP : UDP;
    }

    private static int bits(Transport transport) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.transport() == transport)
                .mapToInt(mode -> 1 << mode.ordinal())
                .sum();
    }
}
