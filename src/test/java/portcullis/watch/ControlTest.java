package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlTest {
    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Control opened;

    @AfterEach
    void stop() {
        if (opened != null) opened.close();
        threads.shutdownNow();
    }

    @Test
    void whoSaysNothingKeepsNobodyWaiting() throws Exception {
        Path path = folder.resolve("control");
        List<SocketChannel> silent = new ArrayList<>();
        open(path, Optional.empty());
        try {
            for (int i = 0; i < 5; i++) silent.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));

            assertThat(Asking.ask(path, List.of("list", "a\tb")))
                    .containsExactly(List.of("ok"), List.of("list", "a b"));
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        } finally {
            for (SocketChannel each : silent) each.close();
        }
    }

    @Test
    void aGroupMayBeLetIn() throws Exception {
        String group = Files.readAllLines(Path.of("/etc/group")).get(0).split(":")[0];

        open(folder.resolve("control"), Optional.of(group));

        assertThat(Files.getPosixFilePermissions(folder.resolve("control")))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        assertThatThrownBy(() -> open(folder.resolve("other"), Optional.of("no-such-group")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no group no-such-group");
    }

    @Test
    void aFolderThatOthersCanWriteIsRefused() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> open(folder.resolve("control"), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be written by others");
    }

    private void open(Path path, Optional<String> group) throws IOException {
        opened = Control.open(path, group, threads, words -> List.of(List.of("ok"), words));
        threads.execute(opened::answer);
    }
}
