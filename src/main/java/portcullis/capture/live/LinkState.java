package portcullis.capture.live;

/** How an opened interface stands. @param reason a sentence; empty where it is running */
public record LinkState(Condition condition, String reason) {
    /** What the caller does about it. */
    public enum Condition {
        RUNNING,
        /** It is there, but down. The capture goes on by itself when it comes up, or has ended and can be opened again. */
        DOWN,
        /** It is no more; one of the same name is another interface, to be opened anew. */
        GONE,
        /** We closed it. */
        CLOSED
    }

    static final LinkState RUNNING = new LinkState(Condition.RUNNING, "");
    static final LinkState CLOSED = new LinkState(Condition.CLOSED, "closed");

    static LinkState down(String name, String reason) {
        return new LinkState(Condition.DOWN, name + " is down" + because(reason));
    }

    static LinkState gone(String name, String reason) {
        return new LinkState(Condition.GONE, name + " is gone" + because(reason));
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
