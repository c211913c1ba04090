package portcullis.respond;

import java.util.Optional;

/** What of a responder's block lasts, and until when. */
public enum Lasting {
    /** Nothing: a mail, a line in a log. */
    NOTHING,
    /** A block that ends with nothing of ours running, such as an element with a timeout in the kernel. */
    BY_ITSELF,
    /** A block that only its release ends: a watcher that stops takes it back, since nobody else would. */
    ON_RELEASE;

    /** From the words of a script. */
    static Optional<Lasting> of(String text) {
        return switch (text) {
            case "by itself" -> Optional.of(BY_ITSELF);
            case "on release" -> Optional.of(ON_RELEASE);
            default -> Optional.empty();
        };
    }
}
