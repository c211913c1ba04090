package portcullis.detect;

/** Spreads keys over tables. The seed keeps an attacker who knows the tables from choosing keys that all fall into one place. */
final class Hash {
    private Hash() {}

    /** SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    static long of(long high, long low, long seed) {
        return mix(low + mix(high + seed));
    }
}
