package portcullis.respond.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEditsTest {
    private static final String LINE = "ALL: 203.0.113.9";
    private final FileEdits edits = new FileEdits();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("hosts.deny");
    }

    @Test
    void aMissingFileIsMade() throws Exception {
        edits.append(file.toString(), LINE);

        assertThat(file).hasContent(LINE + "\n");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(folder.toFile().list()).containsExactly("hosts.deny");
    }

    @Test
    void aLineStandsOnceAndGoesWithoutATrace() throws Exception {
        Files.writeString(file, "# ours\nALL: 203.0.113.99\n");

        edits.append(file.toString(), LINE);
        edits.append(file.toString(), LINE);
        assertThat(Files.readString(file)).isEqualTo("# ours\nALL: 203.0.113.99\n" + LINE + "\n");

        edits.remove(file.toString(), LINE);
        edits.remove(file.toString(), LINE);
        assertThat(Files.readString(file)).isEqualTo("# ours\nALL: 203.0.113.99\n");
    }

    @Test
    void aLastLineWithoutItsEndIsNotRunInto() throws Exception {
        Files.writeString(file, "ALL: 198.51.100.1");

        edits.append(file.toString(), LINE);

        assertThat(Files.readString(file)).isEqualTo("ALL: 198.51.100.1\n" + LINE + "\n");
    }

    @Test
    void otherBytesStayAsTheyAre() throws Exception {
        byte[] before = "caf\u00e9 \u0000\r\nx\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, before);

        edits.append(file.toString(), LINE);
        edits.remove(file.toString(), LINE);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void ownerAndModeStay() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "SKIPPED: needs root");
        Files.writeString(file, "");
        Files.setAttribute(file, "unix:gid", 12);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        edits.append(file.toString(), LINE);

        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(12);
        assertThat(mode(file)).isEqualTo("rw-r-----");
    }

    @Test
    void aSymbolicLinkIsFollowed() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "");
        Files.createSymbolicLink(file, target);

        edits.append(file.toString(), LINE);

        assertThat(file).isSymbolicLink();
        assertThat(target).hasContent(LINE);
    }

    @Test
    void aLinkToNothingIsRefused() throws Exception {
        Files.createSymbolicLink(file, folder.resolve("nothing"));

        assertThatThrownBy(() -> edits.append(file.toString(), LINE)).isInstanceOf(HostFailed.class);
    }

    @Test
    void whatOthersMayWriteIsRefused() throws Exception {
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> edits.append(file.toString(), LINE))
                .hasMessage(file + " can be written by others than its owner");
    }

    @Test
    void aFolderThatOthersMayWriteIsRefused() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> edits.append(file.toString(), LINE))
                .hasMessage(folder + " can be written by others than its owner");
    }

    @Test
    void aFileOfAnotherIsRefused() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "SKIPPED: needs root");
        Files.writeString(file, "");
        Files.setAttribute(file, "unix:uid", 1);

        assertThatThrownBy(() -> edits.append(file.toString(), LINE)).hasMessageStartingWith(file + " belongs to");
    }

    @Test
    void whatIsTooLongOrNoFileIsRefused() throws Exception {
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> edits.append(file.toString(), LINE)).hasMessageContaining("longer than");

        assertThatThrownBy(() -> edits.append(folder.toString(), LINE)).hasMessage(folder + " is not a file");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
