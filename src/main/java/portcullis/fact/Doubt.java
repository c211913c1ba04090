package portcullis.fact;

import java.util.Objects;

/**
 * A rule's reason not to believe that a source sent what came in its name. While it stands, alarms about the source are reported and
 * nobody is blocked for them, unless the source has proven itself by a handshake.
 */
public record Doubt(Address source, String because) {
    public Doubt {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(because, "because");
    }
}
