package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsWrittenLeavesTheExitCodeAlone() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();

        assertThat(exit(kept, Exit.DAMAGED)).isEqualTo(Exit.DAMAGED);
        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("text");
    }

    @Test
    void aFullDiskIsSaidAndIsNoSuccess() throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(exit(full, Exit.FINE)).isEqualTo(Exit.UNAVAILABLE);
        }
        assertThat(err.toString()).startsWith("the output cannot be written: ");
    }

    @Test
    void aReaderWhoHasGoneIsToldNothing() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(exit(gone, Exit.FINE)).isEqualTo(Exit.UNHEARD);
        assertThat(err.toString()).isEmpty();
    }

    private int exit(OutputStream to, int code) {
        Output output = new Output(to);
        PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
        out.print("text");
        out.flush();
        return output.exit(code, new PrintWriter(err, true));
    }
}
