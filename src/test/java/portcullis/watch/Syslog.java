package portcullis.watch;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The socket to which syslog(3) writes, as /dev/log: each message is told to whoever listens, without what syslog puts in front. */
final class Syslog {
    private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int LONGEST = 8_192;

    private Syslog() {}

    /** Listens until the program ends. */
    static void listen(Path path, Consumer<String> ear) {
        int socket = call("socket", AF_UNIX, SOCK_DGRAM, 0);
        byte[] text = path.toString().getBytes(StandardCharsets.UTF_8);
        try (Memory name = new Memory(2L + text.length + 1)) {
            name.clear();
            name.setShort(0, (short) AF_UNIX);
            name.write(2, text, 0, text.length);
            if (call("bind", socket, name, 2 + text.length + 1) != 0)
                throw new IllegalStateException(path + " cannot be bound");
        }
        Thread thread = new Thread(() -> hear(socket, ear));
        thread.setDaemon(true);
        thread.start();
    }

    private static void hear(int socket, Consumer<String> ear) {
        try (Memory buffer = new Memory(LONGEST)) {
            for (int length = receive(socket, buffer); length >= 0; length = receive(socket, buffer))
                ear.accept(new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8).replaceAll("\n*$", ""));
        }
    }

    private static int receive(int socket, Memory buffer) {
        return call("recv", socket, buffer, (long) LONGEST, 0);
    }

    private static int call(String function, Object... words) {
        return LIBC.getFunction(function).invokeInt(words);
    }
}
