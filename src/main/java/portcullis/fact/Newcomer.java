package portcullis.fact;

/** A source about which the rules are asked, once, whether it is to be ignored. */
public record Newcomer(Address address) {}
