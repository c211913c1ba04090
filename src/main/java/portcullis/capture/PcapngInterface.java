package portcullis.capture;

/**
 * What a pcapng section says of one interface.
 *
 * @param resolution the byte of if_tsresol: a negative power of 10, or of 2 where its high bit is set
 * @param offsetSeconds if_tsoffset
 */
record PcapngInterface(int linkType, int snapLength, int resolution, long offsetSeconds) {
    static final int MICROSECONDS = 6;
    private static final long SECOND = 1_000_000_000L;

    /** Nanoseconds since 1970 of a time stamp in this interface's unit; the nearest long where it does not fit. */
    long nanos(long ticks) {
        boolean binary = (resolution & 0x80) != 0;
        int power = resolution & 0x7F;
        long nanos = binary ? ofBinary(ticks, power) : ofDecimal(ticks, power);
        if (offsetSeconds == 0) return nanos;
        long offset = saturatedProduct(offsetSeconds, SECOND);
        long sum = nanos + offset;
        boolean overflowed = ((nanos ^ sum) & (offset ^ sum)) < 0;
        return overflowed ? Long.MAX_VALUE : sum;
    }

    private static long ofDecimal(long ticks, int power) {
        if (power > 9 + 19) return 0;
        if (power > 9) return Long.divideUnsigned(ticks, powerOfTen(power - 9));
        return ticks < 0 ? Long.MAX_VALUE : saturatedProduct(ticks, powerOfTen(9 - power));
    }

    private static long ofBinary(long ticks, int power) {
        long high = Math.multiplyHigh(ticks, SECOND) + (ticks < 0 ? SECOND : 0); // as unsigned
        long low = ticks * SECOND;
        if (power >= 64) return high >>> (power - 64);
        if (power == 0) return high != 0 || low < 0 ? Long.MAX_VALUE : low;
        boolean fits = high >>> (power - 1) == 0;
        return fits ? high << (64 - power) | low >>> power : Long.MAX_VALUE;
    }

    private static long saturatedProduct(long value, long factor) {
        long product = value * factor;
        if (Math.multiplyHigh(value, factor) == product >> 63) return product;
        return value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long powerOfTen(int power) {
        long value = 1;
        for (int i = 0; i < power; i++) value *= 10; // 10^19 fits an unsigned long
        return value;
    }
}
