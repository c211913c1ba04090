package portcullis.fact;

/**
 * A class of touch: everything about a packet that a mode may look at. Rules are asked about each distinct class once, and the
 * answer is kept until rules, settings or served ports change.
 *
 * @param served whether something on the watched address answers on that port
 */
public record Touch(
        Transport transport, Kind kind, int port, boolean served, Audience audience, Conversation conversation) {}
