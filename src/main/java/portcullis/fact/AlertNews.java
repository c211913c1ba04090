package portcullis.fact;

import java.util.Objects;

/**
 * Another detection system raised an alert.
 *
 * @param source of the packet that it is about, whoever's that is
 * @param target the same
 * @param port the target's; 0 where there is none
 * @param protocol as it calls it, such as {@code TCP}
 * @param signature the number of its signature
 * @param priority 1 is the gravest
 * @param classification in its words; may be empty
 * @param message the same
 */
public record AlertNews(
        long at,
        Address source,
        Address target,
        int port,
        String protocol,
        long signature,
        int priority,
        String classification,
        String message)
        implements News {
    public AlertNews {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public AlertNews at(long nanos) {
        return new AlertNews(nanos, source, target, port, protocol, signature, priority, classification, message);
    }

    /** The same about the other end: what answers an attack comes from who was attacked. */
    public AlertNews turned() {
        return new AlertNews(at, target, source, 0, protocol, signature, priority, classification, message);
    }
}
