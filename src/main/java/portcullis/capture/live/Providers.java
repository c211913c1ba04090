package portcullis.capture.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portcullis.fact.Address;

/**
 * Whom this host asks for its address and for the time, learned from files and sockets that are there anyway: nobody is asked. A time
 * server that is configured by its name counts while a client has a connected socket to it, as chrony's has.
 */
public final class Providers {
    private static final int MOST = 64;
    private static final long LONGEST_FILE = 1 << 20;
    private static final int NTP = 123;

    private static final List<String> LEASES = List.of(
            "var/lib/dhcp", "var/lib/dhclient", "var/lib/NetworkManager", "run/systemd/netif/leases", "var/lib/dhcpcd");
    private static final Pattern LEASE =
            Pattern.compile("(?:dhcp-server-identifier\\s+|SERVER_ADDRESS=|dhcp_server_identifier=)'?([0-9A-Fa-f.:]+)");

    private static final List<String> CLOCKS = List.of(
            "etc/ntp.conf",
            "etc/ntpsec/ntp.conf",
            "etc/chrony/chrony.conf",
            "etc/chrony/sources.d",
            "run/chrony-dhcp",
            "etc/systemd/timesyncd.conf",
            "etc/systemd/timesyncd.conf.d");
    private static final Pattern CLOCK =
            Pattern.compile("(?m)^\\s*(?:(?:server|peer|pool)\\s+|(?:Fallback)?NTP=)(.*)$");

    private final Path root;

    /** Of this host. */
    public Providers() {
        this(Path.of("/"));
    }

    Providers(Path root) {
        this.root = root;
    }

    /** Who gave this host its addresses. */
    public List<Address> dhcp() {
        Set<Address> found = new LinkedHashSet<>();
        for (String text : texts(LEASES)) {
            Matcher lease = LEASE.matcher(text);
            while (lease.find()) Address.parse(lease.group(1)).ifPresent(found::add);
        }
        return found.stream().limit(MOST).toList();
    }

    /** Who tells this host the time. */
    public List<Address> clocks() {
        Set<Address> found = new LinkedHashSet<>();
        for (String text : texts(CLOCKS)) {
            Matcher clock = CLOCK.matcher(text);
            while (clock.find())
                for (String word : clock.group(1).strip().split("\\s+"))
                    Address.parse(word).ifPresent(found::add);
        }
        asked(found);
        return found.stream().limit(MOST).toList();
    }

    /** Peers of connected UDP sockets. */
    private void asked(Set<Address> found) {
        SocketLines lines = new SocketLines(ByteOrder.nativeOrder());
        for (String table : List.of("udp", "udp6")) {
            try (InputStream in = Files.newInputStream(root.resolve("proc/net").resolve(table))) {
                lines.read(in, line -> {
                    if (line.peerPort == NTP) found.add(new Address(line.peerHigh, line.peerLow));
                });
            } catch (IOException none) {
                continue; // the other family may be there
            }
        }
    }

    private List<String> texts(List<String> places) {
        List<String> texts = new ArrayList<>();
        for (String place : places) {
            Path path = root.resolve(place);
            if (!Files.isDirectory(path)) text(path).ifPresent(texts::add);
            else
                try (Stream<Path> within = Files.list(path)) {
                    within.sorted().limit(MOST).forEach(file -> text(file).ifPresent(texts::add));
                } catch (IOException unreadable) {
                    continue;
                }
        }
        return texts;
    }

    private static Optional<String> text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) return Optional.empty();
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
