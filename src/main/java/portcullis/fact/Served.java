package portcullis.fact;

/** Ports on which the host answers, on one of its addresses. */
public record Served(Address address, Transport transport, Ports ports) {
    /** Stands for each of the host's addresses. */
    public static final Address EVERYWHERE = new Address(0, 0);
}
