package portcullis.watch;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how we fare, through the datagram socket that it names in {@code NOTIFY_SOCKET} (sd_notify(3)); does nothing where it names
 * none. Through JNA, since Java knows no Unix datagrams.
 */
final class Notify {
    private static final Logger LOG = LoggerFactory.getLogger(Notify.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    /** Neither waits, nor ends the program where nobody listens. */
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    private static final int LONGEST_PATH = 107;

    private final Optional<String> address;
    private final Optional<Duration> watchdog;

    Notify(Map<String, String> environment) {
        this.address = Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                .filter(path -> path.startsWith("/") || path.startsWith("@"))
                .filter(path -> path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH);
        this.watchdog = Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> Duration.ofNanos(Long.parseLong(text) * 1_000));
    }

    /** How often {@link #alive} must be said; empty where nobody waits for it. */
    Optional<Duration> watchdog() {
        return watchdog;
    }

    void ready(String status) {
        send("READY=1\nSTATUS=" + line(status));
    }

    void reloading() {
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }

    void stopping() {
        send("STOPPING=1");
    }

    void alive(String status) {
        send("WATCHDOG=1\nSTATUS=" + line(status));
    }

    private static String line(String status) {
        return status.replaceAll("\\p{Cntrl}", " ");
    }

    private void send(String text) {
        if (address.isEmpty()) return;
        try {
            NativeLibrary libc = NativeLibrary.getInstance("c");
            int socket = libc.getFunction("socket").invokeInt(new Object[] {AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0});
            if (socket < 0) return;
            try {
                send(libc.getFunction("sendto"), socket, text.getBytes(StandardCharsets.UTF_8));
            } finally {
                libc.getFunction("close").invokeInt(new Object[] {socket});
            }
        } catch (LinkageError missing) {
            LOG.debug("systemd is not told: {}", missing.toString());
        }
    }

    private void send(Function sendto, int socket, byte[] text) {
        byte[] path = address.orElseThrow().getBytes(StandardCharsets.UTF_8);
        try (Memory name = new Memory(2L + path.length + 1);
                Memory message = new Memory(text.length)) {
            name.clear();
            name.setShort(0, (short) AF_UNIX);
            name.write(2, path, 0, path.length);
            boolean isAbstract = path[0] == '@';
            if (isAbstract) name.setByte(2, (byte) 0);
            message.write(0, text, 0, text.length);
            int length = 2 + path.length + (isAbstract ? 0 : 1);
            int sent = sendto.invokeInt(
                    new Object[] {socket, message, (long) text.length, MSG_DONTWAIT_NOSIGNAL, name, length});
            if (sent < 0) LOG.debug("systemd does not listen: errno {}", Native.getLastError());
        }
    }
}
