package portcullis.fact;

/** Ports on which the host answers, on one of its addresses. */
public record Served(Address address, Transport transport, Ports ports) {
    /** Stands for each of the host's addresses. */
    public static final Address EVERYWHERE = new Address(0, 0);

    /** Stands for each of its IPv4 addresses, as 0.0.0.0 does for a socket. */
    public static final Address EVERYWHERE_IPV4 = Address.ofIpv4(0);
}
