package portcullis.fact;

import java.util.Optional;

/** Reads and prints addresses without ever asking a resolver. */
final class AddressText {
    private static final int GROUPS = 8;
    private static final int LONGEST_QUAD = 15;

    private AddressText() {}

    static Optional<Address> parse(String text) {
        if (text.endsWith(Address.NETWORK_END))
            return parse(text.substring(0, text.length() - Address.NETWORK_END.length()))
                    .filter(Address::isNetwork);
        return text.indexOf(':') < 0 ? parseIpv4(text).map(bits -> Address.ofIpv4(bits)) : parseIpv6(text);
    }

    /** Four numbers up to 255 with no zero before them, which some would read as octal. */
    private static Optional<Integer> parseIpv4(String text) {
        int bits = 0;
        int from = 0;
        for (int part = 0; part < 4; part++) {
            int end = part < 3 ? text.indexOf('.', from) : text.length();
            int number = end < 0 ? -1 : byteIn(text, from, end);
            if (number < 0) return Optional.empty();
            bits = bits << 8 | number;
            from = end + 1;
        }
        return Optional.of(bits);
    }

    private static int byteIn(String text, int from, int end) {
        int digits = end - from;
        if (digits < 1 || digits > 3 || digits > 1 && text.charAt(from) == '0') return -1;
        int number = 0;
        for (int i = from; i < end; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') return -1;
            number = 10 * number + digit - '0';
        }
        return number > 255 ? -1 : number;
    }

    private static Optional<Address> parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return Optional.empty();
        Optional<int[]> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        Optional<int[]> tail = groups(gap < 0 ? "" : text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty()) return Optional.empty();
        int known = head.get().length + tail.get().length;
        if (gap < 0 ? known != GROUPS : known >= GROUPS) return Optional.empty();
        int[] all = new int[GROUPS];
        System.arraycopy(head.get(), 0, all, 0, head.get().length);
        System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
        return Optional.of(new Address(join(all, 0), join(all, 4)));
    }

    /** The groups of one side of a gap; a dotted quad may stand last where the side ends the address. */
    private static Optional<int[]> groups(String side, boolean endsAddress) {
        if (side.isEmpty()) return Optional.of(new int[0]);
        String[] words = side.split(":", -1);
        boolean quad = words[words.length - 1].indexOf('.') >= 0;
        int[] groups = new int[words.length + (quad ? 1 : 0)];
        for (int i = 0; i < words.length; i++) {
            if (quad && i == words.length - 1) {
                Optional<Integer> bits = endsAddress ? parseIpv4(words[i]) : Optional.empty();
                if (bits.isEmpty()) return Optional.empty();
                groups[i] = bits.get() >>> 16;
                groups[i + 1] = bits.get() & 0xFFFF;
            } else if (words[i].matches("[0-9a-fA-F]{1,4}")) {
                groups[i] = Integer.parseInt(words[i], 16);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    private static long join(int[] groups, int from) {
        long bits = 0;
        for (int i = from; i < from + 4; i++) bits = bits << 16 | groups[i];
        return bits;
    }

    static String print(Address address) {
        return address.version() == 4 ? quad((int) address.low()) : print(address.high(), address.low());
    }

    private static String quad(int bits) {
        StringBuilder text = new StringBuilder(LONGEST_QUAD);
        for (int shift = 24; shift >= 0; shift -= 8) {
            text.append(bits >>> shift & 0xFF);
            if (shift > 0) text.append('.');
        }
        return text.toString();
    }

    private static String print(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) groups[i] = (int) ((i < 4 ? high : low) >>> 48 - 16 * (i % 4)) & 0xFFFF;
        int bestStart = -1;
        int bestLength = 1; // RFC 5952, 4.2.2: a single zero group is not shortened
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) end++;
            if (end - start > bestLength) {
                bestStart = start;
                bestLength = end - start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') text.append(':');
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
