package portcullis.heir.lists;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Address;
import portcullis.fact.Transport;
import portcullis.heir.conf.Findings;

/** Whom PortSentry has written down as blocked: 1.x as text, 2.x as bytes. What it is shows in its first bytes. */
public final class BlockedHosts {
    /** {@code 1795347003 - 11/22/2026 11:30:03 Host: name/address Port: 23 TCP Blocked}; a name may be what its owner likes. */
    private static final Pattern LINE = Pattern.compile(
            "[0-9]+ - ([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9:]{8}) Host: .*/([0-9.]+) Port: [0-9]+ (TCP|UDP) Blocked\r?");

    private static final int FAMILY_4 = 2;
    /** AF_INET6 of Linux, FreeBSD, OpenBSD and NetBSD, macOS. */
    private static final Set<Integer> FAMILIES_6 = Set.of(10, 28, 24, 30);

    private BlockedHosts() {}

    public static List<Ban> read(String file, byte[] bytes, Findings findings) {
        boolean isText = bytes.length > 0 && bytes[0] >= ' ' && bytes[0] <= '~';
        return isText ? text(file, bytes, findings) : records(file, bytes, findings);
    }

    private static List<Ban> text(String file, byte[] bytes, Findings findings) {
        List<Ban> bans = new ArrayList<>();
        List<String> lines = Lines.of(bytes);
        for (int i = 0; i < lines.size(); i++) {
            Optional<Ban> ban = line(file, i + 1, lines.get(i));
            if (ban.isEmpty()) findings.at(file, i + 1, lines.get(i).strip()).damaged("no line of a blocked file");
            ban.ifPresent(bans::add);
        }
        return bans;
    }

    private static Optional<Ban> line(String file, int number, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) return Optional.empty();
        String since = matcher.group(3) + "-" + matcher.group(1) + "-" + matcher.group(2) + " " + matcher.group(4);
        return Address.parse(matcher.group(5))
                .map(source -> new Ban(source, file, number, Transport.valueOf(matcher.group(6)), since));
    }

    private static List<Ban> records(String file, byte[] bytes, Findings findings) {
        List<Ban> bans = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes)
                .order(bytes.length > 1 && bytes[0] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int at = buffer.position();
            Optional<Address> source = record(buffer);
            if (source.isEmpty()) {
                findings.at(file, bans.size() + 1, "record " + (bans.size() + 1) + " at byte " + at)
                        .damaged("no address of IPv4 or IPv6, or the file ends in it; 2.x stopped reading here, too");
                break;
            }
            bans.add(new Ban(source.get(), file, bans.size() + 1, Transport.TCP, ""));
        }
        return bans;
    }

    private static Optional<Address> record(ByteBuffer buffer) {
        if (buffer.remaining() < 6) return Optional.empty();
        int family = Short.toUnsignedInt(buffer.getShort());
        ByteBuffer address = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (family == FAMILY_4) {
            buffer.position(buffer.position() + 4);
            return Optional.of(Address.ofIpv4(address.getInt()));
        }
        if (!FAMILIES_6.contains(family) || buffer.remaining() < 16) return Optional.empty();
        buffer.position(buffer.position() + 16);
        return Optional.of(new Address(address.getLong(), address.getLong()));
    }
}
