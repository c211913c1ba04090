package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestVerbTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeAll
    static void keepCompiledRules() {
        System.setProperty("portcullis.cache", "target/cache");
    }

    @Test
    void rulesThatBlameHarmlessTrafficAreRefusedByName() throws Exception {
        Path harmless = Files.createDirectory(folder.resolve("harmless"));
        Files.writeString(
                harmless.resolve("a-retry.scenario"),
                "# a client tries one closed port three times\ntrigger: { ports: 1 }\n"
                        + "0s  203.0.113.9 > 192.0.2.1  tcp S  445 445 445\nexpect\n");

        int code = run("test", folder.toString());

        assertThat(code).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("failed  ", "refused: harmless traffic is blamed: a-retry\n")
                .endsWith("0 passed, 1 failed\n");
    }

    private int run(String... words) {
        return Portcullis.line(new PrintWriter(out, true), new PrintWriter(System.err, true))
                .execute(words);
    }
}
