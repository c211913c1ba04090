package portcullis.capture;

/** One thing that was seen, at one time. */
public sealed interface Sighting permits Frame, Silence {
    /** Nanoseconds since 1970. */
    long nanos();
}
