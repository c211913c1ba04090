package portcullis.fact;

import java.util.Optional;

/** An IPv4 or IPv6 network. Host bits in the text are accepted and masked, as PortSentry 1.x did (10.0.0.77/24 is 10.0.0.0/24). */
public record Network(Address base, int prefix) {
    public Network {
        if (prefix < 0 || prefix > base.bits())
            throw new IllegalArgumentException("prefix 0 to " + base.bits() + ", not " + prefix);
        base = masked(base, prefix);
    }

    /** Reads an address, or address/prefix; empty where the text is neither. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<Address> address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) return address.map(Network::of);
        String prefix = text.substring(slash + 1);
        return address.filter(a -> prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= a.bits())
                .map(a -> new Network(a, Integer.parseInt(prefix)));
    }

    /** The network that holds one address only. */
    public static Network of(Address address) {
        return new Network(address, address.bits());
    }

    public boolean covers(Address address) {
        return address.version() == base.version() && covers(address.high(), address.low());
    }

    /** The same for bits in hand, without making an object. */
    public boolean covers(long high, long low) {
        int bits = prefix + 128 - base.bits();
        return (high & maskHigh(bits)) == base.high() && (low & maskLow(bits)) == base.low();
    }

    /** Whether they have an address in common. */
    public boolean overlaps(Network other) {
        return prefix <= other.prefix ? covers(other.base) : other.covers(base);
    }

    public boolean isSingle() {
        return prefix == base.bits();
    }

    /** Whether an address is this IPv4 network's directed broadcast (RFC 919). */
    public boolean isBroadcast(Address address) {
        return base.version() == 4 && prefix < 31 && covers(address) && (address.low() | -1L << 32 - prefix) == -1L;
    }

    private static Address masked(Address address, int prefix) {
        int bits = prefix + 128 - address.bits();
        return new Address(address.high() & maskHigh(bits), address.low() & maskLow(bits));
    }

    private static long maskHigh(int bits) {
        return bits == 0 ? 0 : -1L << 64 - Math.min(bits, 64);
    }

    private static long maskLow(int bits) {
        return bits <= 64 ? 0 : -1L << 128 - bits;
    }

    @Override
    public String toString() {
        return isSingle() ? base.plain() : base.plain() + "/" + prefix;
    }
}
