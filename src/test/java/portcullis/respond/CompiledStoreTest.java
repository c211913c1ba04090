package portcullis.respond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Outcome;

final class CompiledStoreTest {
    @TempDir
    Path path;

    @TempDir
    Path cache;

    private Folder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new Folder(path).blocking("tells", "say 'told'");
    }

    @Test
    void aCompiledResponderIsFoundAgain() throws Exception {
        respond();
        Path entry = only();
        byte[] first = Files.readAllBytes(entry);
        Files.setLastModifiedTime(entry, java.nio.file.attribute.FileTime.fromMillis(0));

        assertThat(respond()).isEqualTo("say told");
        assertThat(only()).isEqualTo(entry).hasBinaryContent(first);
        assertThat(Files.getLastModifiedTime(entry).toMillis()).isZero(); // not compiled and written again
    }

    @Test
    void aDamagedEntryIsCompiledAgain() throws Exception {
        respond();
        Path entry = only();
        byte[] whole = Files.readAllBytes(entry);
        for (byte[] damaged : List.of(new byte[0], new byte[100], java.util.Arrays.copyOf(whole, whole.length - 1))) {
            Files.write(entry, damaged);

            assertThat(respond()).isEqualTo("say told");
            assertThat(Files.readAllBytes(entry)).isNotEqualTo(damaged);
        }
    }

    @Test
    void aChangedScriptIsAnotherEntry() throws Exception {
        respond();
        folder.blocking("tells", "say 'told otherwise'");

        assertThat(respond()).isEqualTo("say told otherwise");
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aPlaceThatCannotHoldItOnlyMakesItSlower() throws Exception {
        Path file = Files.createFile(cache.resolve("a-file"));

        assertThat(respond(file.resolve("below"))).isEqualTo("say told");
    }

    private String respond() throws Exception {
        return respond(cache);
    }

    private String respond(Path where) throws Exception {
        Policies policies = folder.policies().cachedIn(where);
        try (Responders responders = Responders.load(policies, List.of("tells"), Folder.THREADS)) {
            List<Outcome> outcomes = Folder.respond(responders, Verdicts.block(Verdicts.IPV4), "tells");
            return outcomes.get(0).effect().sentence();
        }
    }

    private Path only() throws IOException {
        assertThat(entries()).hasSize(1);
        return entries().get(0);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
