package portcullis.capture.live;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import portcullis.fact.Address;

/**
 * The next hops of all routes, default or not: to block any of them would cut off what lies behind it. /proc shows the main table
 * only, and one next hop of a route with several; the rest an administrator lists in the settings.
 */
final class Gateways {
    private static final int IS_GATEWAY = 2; // RTF_GATEWAY
    private static final int REJECTS = 0x200; // RTF_REJECT
    private static final boolean REVERSED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private final Path folder;

    Gateways(Path folder) {
        this.folder = folder;
    }

    /** In order. What cannot be read is nothing: a kernel may lack either family. */
    List<Address> read() {
        TreeSet<Address> found = new TreeSet<>();
        eachLine("route", words -> ipv4(words, found));
        eachLine("ipv6_route", words -> ipv6(words, found));
        return List.copyOf(found);
    }

    private interface Line {
        void take(String[] words);
    }

    private void eachLine(String file, Line line) {
        try (Stream<String> lines = Files.lines(folder.resolve(file))) {
            lines.forEach(text -> {
                try {
                    line.take(text.strip().split("\\s+"));
                } catch (NumberFormatException e) {
                    // a heading, or a form of a later kernel
                }
            });
        } catch (IOException e) {
            // no such family
        }
    }

    private static void ipv4(String[] words, TreeSet<Address> found) {
        if (words.length < 4 || !isGateway(words[3])) return;
        int bits = Integer.parseUnsignedInt(words[2], 16);
        add(Address.ofIpv4(REVERSED ? Integer.reverseBytes(bits) : bits), found);
    }

    private static void ipv6(String[] words, TreeSet<Address> found) {
        if (words.length < 9 || words[4].length() != 32 || !isGateway(words[8])) return;
        long high = Long.parseUnsignedLong(words[4].substring(0, 16), 16);
        long low = Long.parseUnsignedLong(words[4].substring(16), 16);
        add(new Address(high, low), found);
    }

    private static boolean isGateway(String flags) {
        return (Integer.parseUnsignedInt(flags, 16) & (IS_GATEWAY | REJECTS)) == IS_GATEWAY;
    }

    private static void add(Address address, TreeSet<Address> found) {
        if (!address.isUnspecified()) found.add(address);
    }
}
