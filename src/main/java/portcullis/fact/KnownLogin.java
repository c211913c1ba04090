package portcullis.fact;

/**
 * From where a user logs in.
 *
 * @param network IPv4 /24 or IPv6 /48
 * @param times how often
 * @param last nanoseconds since 1970
 */
public record KnownLogin(String user, Network network, int times, long last) {}
