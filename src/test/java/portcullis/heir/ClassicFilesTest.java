package portcullis.heir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Verdict;

class ClassicFilesTest {
    private static final long AT = Instant.parse("2026-11-22T11:30:03Z").getEpochSecond() * 1_000_000_000L;
    private static final String LINE =
            "1795347003 - 11/22/2026 11:30:03 Host: 203.0.113.9/203.0.113.9 Port: 111 TCP Blocked";

    @TempDir
    private Path folder;

    private Path history;
    private ClassicFiles files;

    @BeforeEach
    void open() {
        history = folder.resolve("history");
        files = files();
    }

    private ClassicFiles files() {
        return new ClassicFiles(
                Optional.of(history),
                Optional.of(folder.resolve("blocked")),
                Set.of(Mode.ATCP, Mode.AUDP),
                ZoneOffset.UTC,
                Address::toString);
    }

    @Test
    void aBlockIsOneLineInBothFiles() throws IOException {
        files.write();
        files.blocked(block("203.0.113.9"), true);
        files.blocked(block("203.0.113.9"), true); // another responder's

        assertThat(Files.readAllLines(history)).containsExactly(LINE);
        assertThat(blocked("atcp")).containsExactly(LINE);
        assertThat(blocked("audp")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoIsReleasedLeavesTheBlockedFileAndStaysInTheHistory() throws IOException {
        files.write();
        Verdict.Block nine = block("203.0.113.9");
        files.blocked(nine, true);
        files.blocked(block("203.0.113.99"), true);
        files.released(new Verdict.Release(nine, AT, "over"));
        files.write();

        assertThat(blocked("atcp")).singleElement().asString().contains("203.0.113.99/");
        assertThat(Files.readAllLines(history)).hasSize(2);
    }

    @Test
    void afterARestartItHoldsWhatIsInForceAndTheHistoryIsNotWrittenTwice() throws IOException {
        files.write();
        files.blocked(block("203.0.113.9"), true);
        files.blocked(block("203.0.113.10"), true);

        ClassicFiles again = files();
        again.blocked(block("203.0.113.9"), false);
        again.write();

        assertThat(blocked("atcp")).containsExactly(LINE);
        assertThat(Files.readAllLines(history)).hasSize(2);
    }

    @Test
    void whatCannotBeWrittenStopsNothing() {
        history = folder.resolve("no/such/folder");
        files = files();

        files.blocked(block("203.0.113.9"), true);

        assertThat(history).doesNotExist();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenAsSoonAsItCan() throws IOException {
        Path later = folder.resolve("later");
        files = new ClassicFiles(
                Optional.empty(),
                Optional.of(later.resolve("blocked")),
                Set.of(Mode.ATCP),
                ZoneOffset.UTC,
                Address::toString);
        files.write();
        files.blocked(block("203.0.113.9"), true);
        files.write();

        Files.createDirectory(later);
        files.write();

        assertThat(Files.readAllLines(later.resolve("blocked.atcp"))).containsExactly(LINE);
    }

    private List<String> blocked(String mode) throws IOException {
        return Files.readAllLines(folder.resolve("blocked." + mode));
    }

    private static Verdict.Block block(String source) {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(1, 111), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(Address.of(source), "rule", "reason").provenBy(AT, proof);
        return new Verdict.Block(alarm, Duration.ofMinutes(10), "first block");
    }
}
