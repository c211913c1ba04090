package portcullis.fact;

/** A rule's answer about a newcomer: nothing it does raises an alarm. {@code because} is shown by {@code explain}. */
public record Ignored(Newcomer newcomer, String because) {}
