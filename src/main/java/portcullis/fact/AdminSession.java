package portcullis.fact;

/**
 * A connection that somebody has made to one of this host's administration ports.
 *
 * @param socket the kernel's number of the accepted socket, so that a peer who hangs up and calls again from the same port is
 *     not taken for one who stayed
 */
public record AdminSession(Address peer, int localPort, long socket) {}
