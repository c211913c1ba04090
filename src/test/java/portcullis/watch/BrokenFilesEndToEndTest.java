package portcullis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portcullis.Namespaces;

/** Each file that is broken on purpose is put before one running watcher: none takes it down, and the old ones stay in force. */
@Timeout(480)
class BrokenFilesEndToEndTest {
    private static final Path BROKEN = Path.of("src/test/resources/portcullis/broken");
    private static final String SOUND = "responders: [only-say-so]\nresponder-limit: 100ms\n";

    @TempDir
    private Path folder;

    private Path settings;
    private Guarded net;

    @BeforeEach
    void build() throws Exception {
        Namespaces.assumeUsable("nmap");
        net = Guarded.build(folder);
        settings = folder.resolve("portcullis.yaml");
        Files.writeString(settings, SOUND);
        copy(Path.of("policies/only-say-so.groovy"), "policies/only-say-so.groovy");
        copy(Path.of("rules/modes/atcp.drl"), "rules/atcp.drl");
        copy(Path.of("rules/sweep.drl"), "rules/sweep.drl");
        copy(Path.of("rules/trigger.drl"), "rules/trigger.drl");
    }

    @AfterEach
    void takeDown() throws Exception {
        if (net != null) net.close();
    }

    @Test
    void noneOfThemTakesARunningWatcherDown() throws Exception {
        net.watch(
                "--settings",
                settings.toString(),
                "--rules",
                folder.resolve("rules").toString(),
                "--policies",
                folder.resolve("policies").toString());
        List<String> taken = new ArrayList<>();

        for (Path file : filesOf("settings")) reload(file, settings, taken);
        Files.writeString(settings, SOUND);
        for (Path file : filesOf("rules")) reload(file, folder.resolve("rules/broken.drl"), taken);
        Files.delete(folder.resolve("rules/broken.drl"));
        Files.writeString(settings, SOUND.replace("only-say-so", "only-say-so, broken"));
        for (Path file : filesOf("responders")) reload(file, folder.resolve("policies/broken.groovy"), taken);

        assertThat(taken).as("what was not refused").isEmpty();
        net.hosts.nmap("-sS", "-p", "23", TwoHosts.VICTIM);
        net.await(() -> net.ask("list").contains(TwoHosts.ATTACKER));
        Files.writeString(settings, SOUND);
        assertThat(net.ask("reload")).startsWith("ok");
        assertThat(net.stop()).isZero();
    }

    private void reload(Path file, Path as, List<String> taken) throws IOException {
        Files.copy(file, as, StandardCopyOption.REPLACE_EXISTING);
        String answer = net.ask("reload");
        if (!answer.startsWith("error") || !answer.contains("old ones stay in force")) taken.add(file + ": " + answer);
    }

    private static List<Path> filesOf(String kind) throws IOException {
        try (Stream<Path> files = Files.list(BROKEN.resolve(kind))) {
            return files.sorted().toList();
        }
    }

    private void copy(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
