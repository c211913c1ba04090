package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.mail.PostOffice;

class DigestVerbTest {
    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void keep() throws Exception {
        journal = new Kept()
                .syns("198.51.100.7", 0, 22)
                .spared("203.0.113.8", -90_000, "advanced-tcp", "report only, by block.tcp")
                .spared("203.0.113.9", 5, "stealth-scan", "is this host's gateway")
                .in(folder);
    }

    @Test
    void showsTheMailOfAJournal() {
        Ran ran = digest();

        assertThat(ran.code).isZero();
        assertThat(ran.out)
                .contains(
                        "2 alarms about 2 sources",
                        "1 source that touched something and raised no alarm",
                        "203.0.113.9  1 alarm, the last at",
                        "1 x is this host's gateway");
    }

    @Test
    void theExampleInItsHelpLooksBackADay() {
        Matcher example = Pattern.compile("Example: portcullis digest (.*)").matcher(run("digest", "--help").out);
        assertThat(example.find()).isTrue();

        Ran ran = digest(example.group(1).split(" "));

        assertThat(ran.out).contains("1 alarm about 1 source", "203.0.113.9").doesNotContain("203.0.113.8");
    }

    @Test
    void sendsItAndSaysWhyNot() {
        try (PostOffice office = PostOffice.open(0)) {
            String port = "smtp.port=" + office.port();
            assertThat(digest("--send", "--set", "smtp.host=localhost", "--set", port).code)
                    .isEqualTo(69);
            Ran ran = digest("--send", "--set", "smtp.host=localhost", "--set", port, "--set", "smtp.security=none");

            assertThat(ran.err).isEmpty();
            assertThat(office.mails()).singleElement().asString().contains("203.0.113.9");
        }
    }

    private Ran digest(String... words) {
        List<String> all = new ArrayList<>(List.of("digest", "--journal", journal.toString()));
        all.addAll(Arrays.asList(words));
        return run(all.toArray(String[]::new));
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Portcullis.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
        return new Ran(code, out.toString(), err.toString());
    }
}
