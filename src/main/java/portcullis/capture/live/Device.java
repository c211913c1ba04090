package portcullis.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An interface as the kernel shows it in /sys: whether it is there, the same one still, and up. */
record Device(String name, long index) {
    private static final Path FOLDER = Path.of("/sys/class/net");
    private static final long UP = 1; // IFF_UP

    static Device named(String name) {
        return new Device(name, number(FOLDER.resolve(name).resolve("ifindex")));
    }

    /** @param words what libpcap says of it, or nothing */
    LinkState state(String words) {
        Path folder = FOLDER.resolve(name);
        long now = number(folder.resolve("ifindex"));
        if (now < 0) return LinkState.gone(name, words);
        if (index >= 0 && now != index) return LinkState.gone(name, "another interface has taken its name");
        return (flags() & UP) != 0 ? LinkState.RUNNING : LinkState.down(name, words);
    }

    /** IFF_ flags; 0 where it is gone. */
    long flags() {
        return Math.max(0, number(FOLDER.resolve(name).resolve("flags")));
    }

    private static long number(Path file) {
        try {
            return Long.decode(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
