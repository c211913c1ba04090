package portcullis.journal;

/** The store cannot be opened or read. The message says why and what would do. */
public final class JournalFailed extends Exception {
    private static final long serialVersionUID = 1;

    JournalFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
