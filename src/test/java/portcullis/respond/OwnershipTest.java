package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Problem;

final class OwnershipTest {
    @TempDir
    Path folder;

    @Test
    void aFolderOfOursIsInOrder() throws IOException {
        file("fine.groovy", "rw-r--r--");

        assertThat(texts()).isEmpty();
    }

    @Test
    void aFileThatOthersCanWriteIsNamed() throws IOException {
        Path open = file("open.groovy", "rw-rw-r--");

        assertThat(texts()).containsExactly(open + ": can be written by others than its owner; chmod go-w " + open);
    }

    @Test
    void aFolderThatOthersCanWriteGivesItsFilesAway() throws IOException {
        file("fine.groovy", "rw-r--r--");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertThat(texts()).singleElement().asString().startsWith(folder + ": can be written");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.groovy"), Path.of("/tmp/elsewhere.groovy"));

        assertThat(texts()).singleElement().asString().contains("link.groovy: is a symbolic link");
    }

    @Test
    void aFolderThatIsNotThereIsAProblem() throws IOException {
        assertThat(Ownership.problems(folder.resolve("absent"), owner())).hasSize(1);
    }

    private Path file(String name, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "title 'a'");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private List<String> texts() throws IOException {
        return Ownership.problems(folder, owner()).stream()
                .map(Problem::toString)
                .toList();
    }

    private UserPrincipal owner() throws IOException {
        return Files.getOwner(folder);
    }
}
