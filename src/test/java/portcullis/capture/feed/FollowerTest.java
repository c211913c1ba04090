package portcullis.capture.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.LoginNews;
import portcullis.fact.News;

class FollowerTest {
    @TempDir
    private Path folder;

    private Path log;
    private Follower follower;

    @BeforeEach
    void begin() {
        log = folder.resolve("auth.log");
        follower = new Follower(log, Feed.LOGINS, ZoneOffset.UTC, () -> Instant.EPOCH);
    }

    @AfterEach
    void end() throws IOException {
        follower.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(String user) {
        return "2026-01-01T23:30:00Z gate sshd[7]: Accepted password for " + user + " from 203.0.113.9 port 1 ssh2\n";
    }

    private List<String> heard() throws IOException {
        List<News> news = new ArrayList<>();
        follower.poll(news::add);
        return news.stream().map(each -> ((LoginNews) each).user()).toList();
    }

    @Test
    void whatWasThereBeforeIsOldAndWhatIsAddedIsNews() throws IOException {
        write(line("before"));
        assertThat(heard()).isEmpty();

        write(line("alice").substring(0, 40));
        assertThat(heard()).isEmpty();
        write(line("alice").substring(40) + line("bob"));
        assertThat(heard()).containsExactly("alice", "bob");
        assertThat(heard()).isEmpty();
        assertThat(follower.bad()).isZero();
    }

    @Test
    void nothingIsLostWhereTheFileIsMovedAwayOrCutShort() throws IOException {
        write(line("before"));
        assertThat(heard()).isEmpty();

        write(line("last"));
        Files.move(log, folder.resolve("auth.log.1"));
        assertThat(heard()).containsExactly("last"); // there is no new file yet
        assertThat(heard()).isEmpty();
        Files.writeString(
                folder.resolve("auth.log.1"), line("late"), StandardOpenOption.APPEND); // before the writer was told
        write(line("first"));
        assertThat(heard()).containsExactly("late", "first");

        Files.writeString(
                log, line("y"), StandardOpenOption.TRUNCATE_EXISTING); // copied away, cut short, and written to
        assertThat(heard()).containsExactly("y");
    }

    @Test
    void aFileThatComesLaterIsReadFromItsBeginning() throws IOException {
        assertThatThrownBy(this::heard).isInstanceOf(IOException.class);

        write(line("alice"));

        assertThat(heard()).containsExactly("alice");
    }

    @Test
    void whatCouldNotBeReadAtFirstIsOldWhenItCan() throws IOException {
        Files.createDirectory(log); // root may read whatever has no rights
        assertThatThrownBy(this::heard).isInstanceOf(IOException.class);
        Files.delete(log);
        write(line("before"));

        assertThat(heard()).isEmpty();
        write(line("alice"));
        assertThat(heard()).containsExactly("alice");
    }

    @Test
    void aPipeIsRefusedAndNotWaitedFor() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(this::heard).hasMessageContaining("is no plain file");
    }

    @Test
    void aFloodWaitsInTheFile() throws IOException {
        write("");
        heard();
        write(line("alice").repeat(5_000));

        int first = heard().size();
        assertThat(first).isBetween(1_000, 2_000);
        int sum = first;
        for (int i = 0; i < 10; i++) sum += heard().size();
        assertThat(sum).isEqualTo(5_000);
    }
}
