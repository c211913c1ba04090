package portcullis.journal;

/**
 * One line of what the journal holds about a source.
 *
 * @param at nanoseconds since 1970
 * @param what {@code alarm}, a decision, the state of an outcome, or {@code seen} for how much it has probed in all
 * @param who the rule or the responder; empty where it is neither's
 */
public record HistoryLine(long at, String what, String who, String text) {}
