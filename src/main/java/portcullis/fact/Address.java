package portcullis.fact;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as 128 bits. IPv4 stands in its mapped form (RFC 4291, 2.5.5.2), so that both families share
 * one key; the decoder refuses a mapped address on the wire, so that no IPv6 packet can speak in the name of an IPv4 host.
 * Never looks a name up, and knows no scope id.
 *
 * <p>An IPv6 address whose interface half is zero stands for its whole /64 ({@link #isNetwork}): it is the subnet-router anycast address
 * (RFC 4291, 2.6.1) and no single host's, and so a source, a ban and a line of the journal can be one of these with no second kind of key.
 */
public record Address(long high, long low) implements Comparable<Address> {
    private static final long MAPPED = 0xFFFFL << 32;
    private static final long LOW_32 = 0xFFFF_FFFFL;

    static final String NETWORK_END = "/64";

    public static Address ofIpv4(int bits) {
        return new Address(0, MAPPED | (bits & LOW_32));
    }

    /** Whether these 128 bits are an IPv4 address in mapped form. */
    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** Reads a dotted quad, an IPv6 address (RFC 4291, 2.2) or a whole IPv6 /64 with no more bits set; empty where the text is neither. */
    public static Optional<Address> parse(String text) {
        return AddressText.parse(text);
    }

    /** Like {@link #parse}, for text that the program itself wrote. */
    public static Address of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }

    /** 4 or 6. */
    public int version() {
        return isMapped(high, low) ? 4 : 6;
    }

    /** How many bits an address of this family has: 32 or 128. */
    public int bits() {
        return version() == 4 ? 32 : 128;
    }

    /** Whether this stands for a whole IPv6 /64: no interface half, and no address that has a meaning of its own (::, ff00::). */
    public boolean isNetwork() {
        return isNetwork(high, low);
    }

    public static boolean isNetwork(long high, long low) {
        return low == 0 && high != 0 && high >>> 56 != 0xFF;
    }

    /** What stands for the /64 in which this IPv6 address lies. */
    public Address network() {
        return new Address(high, 0);
    }

    /** The 128 bits as an address, also where they stand for a network: for tools that know nothing of this. */
    public String plain() {
        return AddressText.print(this);
    }

    public boolean isLoopback() {
        return version() == 4 ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
    }

    public boolean isMulticast() {
        return version() == 4 ? (low >>> 28 & 0xF) == 0xE : high >>> 56 == 0xFF;
    }

    /** The address that stands for none (0.0.0.0 or ::), as a DHCP client sends from. */
    public boolean isUnspecified() {
        return version() == 4 ? (low & LOW_32) == 0 : high == 0 && low == 0;
    }

    /** 255.255.255.255; the directed broadcast of a network is asked of {@link Network#isBroadcast}. */
    public boolean isLimitedBroadcast() {
        return version() == 4 && (low & LOW_32) == LOW_32;
    }

    /** Written out, as is {@link #equals}: what Java makes for a record is slow where only its quick compiler runs, and every table asks. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.high == high && address.low == low;
    }

    @Override
    public int compareTo(Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text (RFC 5952), the only form in which an address reaches a command, a log or a page. */
    @Override
    public String toString() {
        return isNetwork() ? plain() + NETWORK_END : plain();
    }
}
