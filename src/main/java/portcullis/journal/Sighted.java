package portcullis.journal;

import java.util.Objects;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/**
 * A source has touched one door, once or several times at an even pace: what the line can be run again from. When each touch between the
 * first and the last came is not kept.
 *
 * @param sourcePort of the first touch; 0 where there are no ports
 * @param port as in a packet: of a ping its type, of another protocol its number
 * @param isServed whether somebody served the port then
 * @param first nanoseconds since 1970
 * @param last the same
 * @param count how many touches
 */
public record Sighted(
        Address source,
        int sourcePort,
        Address target,
        Transport transport,
        Kind kind,
        int port,
        Tool tool,
        boolean isServed,
        long first,
        long last,
        long count) {
    public Sighted {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        if (count < 1 || last < first) throw new IllegalArgumentException("a touch has come, and does not end before");
    }

    /** When its touch of this index came, as far as known: they are spread evenly between the first and the last. */
    public long at(long index) {
        if (index >= count - 1) return count == 1 ? first : last;
        return first + (long) ((double) (last - first) / (count - 1) * index);
    }
}
