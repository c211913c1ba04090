package portcullis.fact;

/** A rule's answer about a touch: it is a probe in the eyes of that mode. */
public record Counts(Touch touch, Mode mode) {}
