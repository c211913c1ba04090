package portcullis.fact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** A set of ports, as an administrator lists them: {@code 22,80,8000-8100}. */
public record Ports(List<PortRange> ranges) {
    public static final Ports NONE = new Ports(List.of());

    public Ports {
        ranges = List.copyOf(ranges);
    }

    public boolean covers(int port) {
        for (PortRange range : ranges) if (range.covers(port)) return true;
        return false;
    }

    public static Ports of(BitSet bits) {
        List<PortRange> ranges = new ArrayList<>();
        for (int first = bits.nextSetBit(0); first >= 0; ) {
            int end = bits.nextClearBit(first);
            ranges.add(new PortRange(first, end - 1));
            first = bits.nextSetBit(end);
        }
        return new Ports(ranges);
    }

    public BitSet bits() {
        BitSet bits = new BitSet();
        for (PortRange range : ranges) bits.set(range.first(), range.last() + 1);
        return bits;
    }

    public int count() {
        return bits().cardinality();
    }

    @Override
    public String toString() {
        return ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
    }
}
