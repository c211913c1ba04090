package portcullis.fact;

/** The administrator has switched this mode on. */
public record ModeOn(Mode mode) {}
