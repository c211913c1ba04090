package portcullis.fact;

/** The ports that the advanced mode of this transport leaves alone, though nobody serves them. */
public record Excluded(Transport transport, Ports ports) {
    public boolean covers(int port) {
        return ports.covers(port);
    }
}
