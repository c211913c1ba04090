package portcullis.fact;

/** A conversation that was under way before the first packet was seen, on one of our ports. */
public record Established(Transport transport, Address local, int localPort, Address peer, int peerPort) {}
