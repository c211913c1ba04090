package portcullis.capture;

/** Nothing came until this time: windows close and blocks end although no packet says so. */
public record Silence(long nanos) implements Sighting {}
