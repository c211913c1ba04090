package portcullis.bench;

/** Something that a bench needs is not there, or did not do its work. */
public final class BenchFailed extends Exception {
    private static final long serialVersionUID = 1;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
