package portcullis.fact;

/** Ports from {@code first} to {@code last}, both included, 0 to 65535. */
public record PortRange(int first, int last) {
    public static final int PORTS = 65_536;

    public PortRange {
        if (first < 0 || last >= PORTS || first > last) {
            throw new IllegalArgumentException("ports are 0 to 65535, lowest first, not " + first + "-" + last);
        }
    }

    public boolean covers(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
