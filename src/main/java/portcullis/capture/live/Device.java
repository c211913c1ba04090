package portcullis.capture.live;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** An interface as the kernel shows it in /sys: whether it is there, the same one still, and up. */
record Device(String name, long index) {
    private static final Path FOLDER = Path.of("/sys/class/net");
    private static final long UP = 1; // IFF_UP
    private static final long LOOPBACK = 8; // IFF_LOOPBACK

    static Device named(String name) {
        return new Device(name, number(FOLDER.resolve(name).resolve("ifindex")));
    }

    /** @param words what libpcap says of it, or nothing */
    LinkState state(String words) {
        Path folder = FOLDER.resolve(name);
        long now = number(folder.resolve("ifindex"));
        if (now < 0) return LinkState.gone(name, words);
        if (index >= 0 && now != index) return LinkState.gone(name, "another interface has taken its name");
        return isUp() ? LinkState.RUNNING : LinkState.down(name, words);
    }

    /** IFF_ flags; 0 where it is gone. */
    long flags() {
        return Math.max(0, number(FOLDER.resolve(name).resolve("flags")));
    }

    boolean isThere() {
        return index >= 0;
    }

    boolean isUp() {
        return (flags() & UP) != 0;
    }

    boolean isLoopback() {
        return (flags() & LOOPBACK) != 0;
    }

    /** LINKTYPE_ number of what a packet socket shows of it; empty for the rare ones. */
    OptionalInt linkType() {
        return switch ((int) number(FOLDER.resolve(name).resolve("type"))) {
            case 1, 772 -> OptionalInt.of(1); // Ethernet; loopback, which pretends to be
            case 519, 65_534 -> OptionalInt.of(101); // IP without anything before it, as in tunnels
            default -> OptionalInt.empty();
        };
    }

    /** Packets that it lost before anybody could see them, since it exists. */
    long missed() {
        Path counts = FOLDER.resolve(name).resolve("statistics");
        return Math.max(0, number(counts.resolve("rx_missed_errors")))
                + Math.max(0, number(counts.resolve("rx_fifo_errors")));
    }

    private static long number(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return Long.decode(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
