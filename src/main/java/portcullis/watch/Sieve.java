package portcullis.watch;

import java.util.Arrays;
import portcullis.fact.Address;

/**
 * A bit for each address that stands in some table: in a flood nearly every sender stands in none, and a bit that is not set says so
 * before an object is made and a table asked. A bit that is set says nothing. Who chooses his addresses so that they share bits has the
 * table asked, as without this.
 */
final class Sieve {
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio (Knuth, 6.4)

    private final long[] bits;
    private final int shift;

    /** @param size the logarithm of how many bits: some eight for each address are enough */
    Sieve(int size) {
        this.bits = new long[1 << size - 6];
        this.shift = 64 - size;
    }

    void add(Address address) {
        int bit = bit(address.high(), address.low());
        bits[bit >>> 6] |= 1L << bit;
    }

    /** Whether it may have been added; where it was, always true. */
    boolean mayHold(long high, long low) {
        int bit = bit(high, low);
        return (bits[bit >>> 6] & 1L << bit) != 0;
    }

    void clear() {
        Arrays.fill(bits, 0);
    }

    private int bit(long high, long low) {
        return (int) ((high * SPREAD + low) * SPREAD >>> shift);
    }
}
