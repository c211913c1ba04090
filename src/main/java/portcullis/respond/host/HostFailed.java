package portcullis.respond.host;

import portcullis.fact.Outcome;

/** The host did not do what it was asked; the message is in the tool's own words, short and harmless on a terminal. */
public final class HostFailed extends Exception {
    private static final long serialVersionUID = 1;
    private final Outcome.State state;

    private HostFailed(Outcome.State state, String words) {
        super(words);
        this.state = state;
    }

    static HostFailed refused(String words) {
        return new HostFailed(Outcome.State.REFUSED, ToolWords.of(words));
    }

    static HostFailed timedOut(String words) {
        return new HostFailed(Outcome.State.TIMED_OUT, ToolWords.of(words));
    }

    /** Whether it is privileges that are missing, as far as the tool's words tell. */
    public boolean isNotPermitted() {
        return getMessage().contains("Operation not permitted") || getMessage().contains("must be root");
    }

    /** {@code REFUSED} or {@code TIMED_OUT}. */
    public Outcome.State state() {
        return state;
    }
}
