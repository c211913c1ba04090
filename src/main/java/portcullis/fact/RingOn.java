package portcullis.fact;

/** The administrator wants probes counted as PortSentry 1.x did, {@code trigger.ring}: what it could not see is no probe then. */
public record RingOn() {}
