package portcullis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is put on a host, that it runs from there, and that nothing of it is left. */
@Timeout(180)
class InstallTest {
    @TempDir
    private Path root;

    @Test
    void whatIsInstalledRunsAndLeavesNothingBehind() throws Exception {
        assertThat(run("./portcullis", "install", "--root", root.toString())).contains("installed");
        Path program = root.resolve("usr/lib/portcullis/portcullis");
        assertThat(run(program.toString(), "--version")).contains("ortcullis");
        assertThat(run(program.toString(), "check")).doesNotContain("problem");
        assertThat(root.resolve("etc/systemd/system/portcullis.service")).exists();
        assertThat(root.resolve("usr/share/bash-completion/completions/portcullis"))
                .content()
                .contains("watch");
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_portcullis")).exists();
        assertThat(root.resolve("usr/share/fish/vendor_completions.d/portcullis.fish"))
                .content()
                .contains("-l enforce");
        assertThat(root.resolve("usr/share/man/man1/portcullis-watch.1"))
                .content()
                .contains(".SH OPTIONS");
        assertThat(root.resolve("usr/share/doc/portcullis/LICENSE")).exists();
        assertThat(root.resolve("etc/fail2ban/filter.d/portcullis.conf")).exists();
        assertThat(root.resolve("etc/logcheck/ignore.d.server/portcullis")).exists();

        assertThat(run("./portcullis", "uninstall", "--root", root.toString())).contains("removed");

        assertThat(files()).isEmpty();
    }

    @Test
    void whatTheAdministratorChangedIsNotOverwritten() throws Exception {
        run("./portcullis", "install", "--root", root.toString());
        Path settings = root.resolve("etc/portcullis/portcullis.yaml");
        Files.writeString(settings, "trigger:\n  ports: 5\n");

        String said = run("./portcullis", "install", "--root", root.toString());

        assertThat(said).contains("portcullis.yaml was changed here and stays");
        assertThat(settings).hasContent("trigger:\n  ports: 5");
        assertThat(root.resolve("etc/portcullis/portcullis.yaml.new")).exists();
        run("./portcullis", "uninstall", "--root", root.toString(), "--keep-settings");
        assertThat(settings).exists();
    }

    @Test
    void theUnitIsSandboxed() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "SKIPPED: systemd-analyze is not installed");
        Path unit = Path.of("src/main/dist/portcullis.service").toAbsolutePath();

        String said =
                run("systemd-analyze", "security", "--offline=true", "--threshold=30", "--no-pager", unit.toString());

        assertThat(said).contains("Overall exposure level");
    }

    @Test
    void everyLibraryThatIsShippedIsListedWithItsLicence() throws Exception {
        String listed = Files.readString(Path.of("THIRD-PARTY.md"));
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", "")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(listed).contains("| `" + name + "` |"));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path)).toList();
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(Arrays.asList(words))).redirectErrorStream(true);
        builder.environment()
                .put(
                        "XDG_CACHE_HOME",
                        Path.of("target", "cache-of-tests").toAbsolutePath().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
