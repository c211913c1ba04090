package portcullis.fact;

/** The administrator wants nothing counted against this network. */
public record Trusted(Network network) {
    public boolean covers(Address address) {
        return network.covers(address);
    }
}
