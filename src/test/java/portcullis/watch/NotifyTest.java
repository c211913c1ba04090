package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other end is a real datagram socket, as systemd has it. */
class NotifyTest {
    private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");

    @TempDir
    private Path folder;

    private int socket = -1;

    @AfterEach
    void close() {
        if (socket >= 0) call("close", socket);
    }

    @Test
    void systemdHearsWhatWeSay() {
        String path = folder.resolve("notify").toString();
        bind(path, path);
        Notify notify = new Notify(Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "30000000"));

        notify.ready("watching\neth0");
        assertThat(heard()).isEqualTo("READY=1\nSTATUS=watching eth0");
        notify.alive("7 probes");
        assertThat(heard()).isEqualTo("WATCHDOG=1\nSTATUS=7 probes");
        notify.reloading();
        assertThat(heard()).startsWith("RELOADING=1\nMONOTONIC_USEC=");
        notify.stopping();
        assertThat(heard()).isEqualTo("STOPPING=1");
        assertThat(notify.watchdog()).contains(Duration.ofSeconds(30));
    }

    @Test
    void anAbstractSocketIsSpokenToAsWell() {
        String name = "portcullis-test-" + ProcessHandle.current().pid();
        bind("\0" + name, name);

        new Notify(Map.of("NOTIFY_SOCKET", "@" + name)).stopping();

        assertThat(heard()).isEqualTo("STOPPING=1");
    }

    @Test
    void whereNobodyAsksNobodyIsTold() {
        Notify notify = new Notify(Map.of("WATCHDOG_USEC", "soon"));

        notify.ready("watching");

        assertThat(notify.watchdog()).isEmpty();
        new Notify(Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString())).stopping();
    }

    private void bind(String address, String shown) {
        socket = call("socket", 1, 2, 0);
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        try (Memory name = new Memory(2L + path.length + 1)) {
            name.clear();
            name.setShort(0, (short) 1);
            name.write(2, path, 0, path.length);
            int length = 2 + path.length + (path[0] == 0 ? 0 : 1);
            assertThat(call("bind", socket, name, length)).as(shown).isZero();
        }
    }

    private String heard() {
        try (Memory buffer = new Memory(4096)) {
            int length = call(
                    "recv", socket, buffer, 4096L, 0x40); // what is sent is there: the kernel hands it over at once
            assertThat(length).isPositive();
            return new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8);
        }
    }

    private static int call(String function, Object... words) {
        return LIBC.getFunction(function).invokeInt(words);
    }
}
