package portcullis.capture;

/** A capture cannot be opened, or not be read any further. The message says where and why. */
public final class CaptureFailed extends Exception {
    private static final long serialVersionUID = 1;

    private enum Reason {
        DAMAGED,
        UNAVAILABLE,
        NOT_PERMITTED
    }

    private final Reason reason;

    private CaptureFailed(String message, Reason reason, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public static CaptureFailed damaged(String message) {
        return new CaptureFailed(message, Reason.DAMAGED, null);
    }

    public static CaptureFailed unavailable(String message, Throwable cause) {
        return new CaptureFailed(message, Reason.UNAVAILABLE, cause);
    }

    public static CaptureFailed unavailable(String message) {
        return new CaptureFailed(message, Reason.UNAVAILABLE, null);
    }

    public static CaptureFailed notPermitted(String message, Throwable cause) {
        return new CaptureFailed(message, Reason.NOT_PERMITTED, cause);
    }

    public static CaptureFailed notPermitted(String message) {
        return new CaptureFailed(message, Reason.NOT_PERMITTED, null);
    }

    /** Whether the capture is there but damaged (exit code 65); else it cannot be opened at all (exit code 69 or 77). */
    public boolean isDamaged() {
        return reason == Reason.DAMAGED;
    }

    /** Whether this user lacks the right to it (exit code 77). */
    public boolean isNotPermitted() {
        return reason == Reason.NOT_PERMITTED;
    }
}
