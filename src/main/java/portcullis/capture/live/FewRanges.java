package portcullis.capture.live;

import java.util.BitSet;
import java.util.PriorityQueue;

/** Makes a set of ports coarser, until it has few enough ranges: it only ever grows. */
final class FewRanges {
    /** A port in here costs more than any number of others: its traffic is bulk. */
    private static final long BUSY = 1L << 20;

    private FewRanges() {}

    private record Gap(long cost, int first, int end) implements Comparable<Gap> {
        @Override
        public int compareTo(Gap other) {
            return cost != other.cost ? Long.compare(cost, other.cost) : Integer.compare(first, other.first);
        }
    }

    /** Fills the gaps that cost least: first those without a busy port, among them the narrowest. */
    static BitSet of(BitSet ports, BitSet busy, int most) {
        BitSet coarse = (BitSet) ports.clone();
        PriorityQueue<Gap> gaps = gaps(ports, busy);
        for (int ranges = gaps.size() + 1; ranges > most && !gaps.isEmpty(); ranges--) {
            Gap gap = gaps.remove();
            coarse.set(gap.first(), gap.end());
        }
        return coarse;
    }

    private static PriorityQueue<Gap> gaps(BitSet ports, BitSet busy) {
        PriorityQueue<Gap> gaps = new PriorityQueue<>();
        int first = ports.nextClearBit(Math.max(0, ports.nextSetBit(0)));
        for (int next; (next = ports.nextSetBit(first)) >= 0; first = ports.nextClearBit(next)) {
            long cost = next - first + BUSY * busy.get(first, next).cardinality();
            gaps.add(new Gap(cost, first, next));
        }
        return gaps;
    }
}
