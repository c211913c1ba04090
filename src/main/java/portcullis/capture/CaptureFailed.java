package portcullis.capture;

/** A capture cannot be opened, or not be read any further. The message says where and why. */
public final class CaptureFailed extends Exception {
    private static final long serialVersionUID = 1;

    /** Whether the capture is there but damaged (exit code 65), or cannot be opened at all (exit code 69). */
    private final boolean damaged;

    private CaptureFailed(String message, boolean damaged, Throwable cause) {
        super(message, cause);
        this.damaged = damaged;
    }

    public static CaptureFailed damaged(String message) {
        return new CaptureFailed(message, true, null);
    }

    public static CaptureFailed unavailable(String message, Throwable cause) {
        return new CaptureFailed(message, false, cause);
    }

    public static CaptureFailed unavailable(String message) {
        return new CaptureFailed(message, false, null);
    }

    public boolean isDamaged() {
        return damaged;
    }
}
