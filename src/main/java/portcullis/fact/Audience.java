package portcullis.fact;

/** To whom a packet was sent. */
public enum Audience {
    /** One of the watched addresses. */
    HOST,
    BROADCAST,
    MULTICAST
}
