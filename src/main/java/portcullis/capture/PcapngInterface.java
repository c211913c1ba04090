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

    /**
     * Nanoseconds since 1970 of a time stamp in this interface's unit; the nearest long where it does not fit. Read as signed: a
     * writer whose clock began below zero must not push the time of all that follows to the end of days.
     */
    long nanos(long ticks) {
        boolean binary = (resolution & 0x80) != 0;
        int power = resolution & 0x7F;
        long nanos = binary ? ofBinary(ticks, power) : ofDecimal(ticks, power);
        if (offsetSeconds == 0) return nanos;
        long offset = saturatedProduct(offsetSeconds, SECOND);
        long sum = nanos + offset;
        boolean overflowed = ((nanos ^ sum) & (offset ^ sum)) < 0;
        return overflowed ? nearest(offset) : sum;
    }

    private static long ofDecimal(long ticks, int power) {
        if (power > 9 + 18) return 0; // units so small that a long of them is less than a nanosecond
        if (power > 9) return Math.floorDiv(ticks, powerOfTen(power - 9));
        return saturatedProduct(ticks, powerOfTen(9 - power));
    }

    private static long ofBinary(long ticks, int power) {
        long high = Math.multiplyHigh(ticks, SECOND);
        long low = ticks * SECOND;
        if (power >= 64) return high >> (power - 64);
        boolean fits = power == 0 ? high == low >> 63 : high == high << (64 - power) >> (64 - power);
        if (!fits) return nearest(ticks);
        return power == 0 ? low : high << (64 - power) | low >>> power;
    }

    private static long nearest(long sign) {
        return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long saturatedProduct(long value, long factor) {
        long product = value * factor;
        if (Math.multiplyHigh(value, factor) == product >> 63) return product;
        return nearest(value);
    }

    private static long powerOfTen(int power) {
        long value = 1;
        for (int i = 0; i < power; i++) value *= 10;
        return value;
    }
}
