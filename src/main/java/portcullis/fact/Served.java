package portcullis.fact;

/** Ports on which the host answers, on one of its addresses. */
public record Served(Address address, Transport transport, Ports ports) {}
