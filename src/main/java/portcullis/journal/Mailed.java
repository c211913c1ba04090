package portcullis.journal;

/** A stretch of the journal that is told of in a mail, and whether that mail has been taken by a server. */
public record Mailed(Stretch stretch, boolean isSent) {
    /** The same, taken. */
    public Mailed sent() {
        return new Mailed(stretch, true);
    }
}
