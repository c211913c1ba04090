package portcullis.mail;

/** A letter was not taken. The message says by whom and why, in plain characters: a server's own words come to logs and terminals. */
public final class MailFailed extends Exception {
    private static final long serialVersionUID = 1;

    public MailFailed(String message, Throwable cause) {
        super(message.replaceAll("\\p{C}+", "?"), cause);
    }
}
