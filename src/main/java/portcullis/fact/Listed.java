package portcullis.fact;

/** The ports that the administrator listed for one of the modes tcp, udp, stcp and sudp. */
public record Listed(Mode mode, Ports ports) {
    public boolean covers(int port) {
        return ports.covers(port);
    }
}
