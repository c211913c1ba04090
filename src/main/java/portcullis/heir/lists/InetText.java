package portcullis.heir.lists;

import java.util.Optional;
import portcullis.fact.Address;

/** IPv4 addresses as C's {@code inet_addr} reads them: one to four numbers, the last fills the rest, and a leading 0 means octal. */
final class InetText {
    private InetText() {}

    static Optional<Address> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) return Optional.empty();
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            int width = isLast ? 8 * (4 - i) : 8;
            long part = number(parts[i]);
            if (part < 0 || part >= 1L << width) return Optional.empty();
            bits = bits << width | part;
        }
        return bits == 0xFFFF_FFFFL ? Optional.empty() : Optional.of(Address.ofIpv4((int) bits));
    }

    private static long number(String text) {
        if (text.matches("0[0-7]{1,11}")) return Long.parseLong(text, 8);
        return text.matches("0|[1-9][0-9]{0,9}") ? Long.parseLong(text) : -1;
    }
}
