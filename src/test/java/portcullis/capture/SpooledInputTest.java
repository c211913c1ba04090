package portcullis.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class SpooledInputTest {
    private static final byte[] BYTES = new byte[200_000];

    @Test
    void whatIsKeptCanBeReadAgainUntilItIsClosed() throws CaptureFailed, IOException {
        Path path;
        try (SpooledInput spooled = SpooledInput.copy(new ByteArrayInputStream(BYTES), BYTES.length)) {
            path = spooled.path();
            assertThat(path).hasBinaryContent(BYTES);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void moreThanTheBoundIsRefused() {
        assertThatThrownBy(() -> SpooledInput.copy(new ByteArrayInputStream(BYTES), BYTES.length - 1))
                .isInstanceOf(CaptureFailed.class)
                .hasMessage("standard input is longer than the 199,999 bytes that are kept for a second reading;"
                        + " write it to a file and name that");
    }

    @Test
    void aBrokenInputIsSaidSo() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("pipe burst");
            }
        };

        assertThatThrownBy(() -> SpooledInput.copy(broken, 10))
                .isInstanceOf(CaptureFailed.class)
                .hasMessageContaining("pipe burst");
    }
}
