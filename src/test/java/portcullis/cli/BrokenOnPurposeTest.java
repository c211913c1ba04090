package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code check} says of files that are broken on purpose: one error each, at the right place. The expectations stand beside them;
 * {@code -Dgolden.accept=true} rewrites them for review.
 */
class BrokenOnPurposeTest {
    private static final Path BROKEN = Path.of("src/test/resources/portcullis/broken");

    @TempDir
    private Path folder;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @BeforeEach
    void writeWhatIsSound() throws IOException {
        copy(Path.of("policies/only-say-so.groovy"), "policies/only-say-so.groovy");
        copy(Path.of("rules/modes/atcp.drl"), "rules/atcp.drl");
        copy(Path.of("rules/sweep.drl"), "rules/sweep.drl");
        Files.writeString(folder.resolve("portcullis.yaml"), "responders: [only-say-so]\nresponder-limit: 100ms\n");
    }

    @Test
    void settings() throws IOException {
        compare("settings", "portcullis.yaml");
    }

    @Test
    void rules() throws IOException {
        compare("rules", "rules/broken.drl");
    }

    @Test
    void responders() throws IOException {
        compare("responders", "policies/broken.groovy");
    }

    @Test
    void scenarios() throws IOException {
        compare("scenarios", "broken.scenario");
    }

    @Test
    void filesThatNobodyWrote() throws IOException {
        byte[] huge = "# more of the same\n".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        for (String name : List.of("rules/huge.drl", "policies/huge.groovy", "huge.scenario", "portcullis.yaml")) {
            Files.write(folder.resolve(name), huge);

            assertThat(check()).as(name).startsWith(name + ": is larger than ").endsWith("\n1 problem\n");
            if (!name.equals("portcullis.yaml")) Files.delete(folder.resolve(name));
        }
    }

    private void compare(String kind, String as) throws IOException {
        StringBuilder said = new StringBuilder();
        List<String> notOne = new ArrayList<>();
        byte[] sound = Files.exists(folder.resolve(as)) ? Files.readAllBytes(folder.resolve(as)) : new byte[0];
        for (Path file : filesOf(kind)) {
            Files.copy(file, folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
            String words = check();
            if (!words.lines().reduce("", (before, last) -> last).startsWith("1 problem"))
                notOne.add(file.getFileName() + ": " + words);
            said.append("== ")
                    .append(file.getFileName())
                    .append('\n')
                    .append(words)
                    .append('\n');
        }
        Files.write(folder.resolve(as), sound);

        assertThat(notOne).as("not one error").isEmpty();
        Path golden = BROKEN.resolve(kind + ".txt");
        if (Boolean.getBoolean("golden.accept")) Files.writeString(golden, said);
        assertThat(said.toString()).isEqualTo(Files.readString(golden));
    }

    private static List<Path> filesOf(String kind) throws IOException {
        try (Stream<Path> files = Files.list(BROKEN.resolve(kind))) {
            return files.sorted().toList();
        }
    }

    /** What it says on standard error. */
    private String check() {
        StringWriter err = new StringWriter();
        Portcullis.line(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute(
                        "check",
                        folder.toString(),
                        "--settings",
                        folder.resolve("portcullis.yaml").toString(),
                        "--rules",
                        folder.resolve("rules").toString(),
                        "--policies",
                        folder.resolve("policies").toString());
        return err.toString().replace(folder + "/", "");
    }

    private void copy(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
