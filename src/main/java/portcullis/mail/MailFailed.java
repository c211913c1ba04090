package portcullis.mail;

/** A letter was not taken. The message says by whom and why. */
public final class MailFailed extends Exception {
    private static final long serialVersionUID = 1;

    public MailFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
