package portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a watcher's answers are shown; whole conversations are in portcullis.watch.ControlTest and the end-to-end tests. */
class ControlVerbsTest {
    @TempDir
    private Path folder;

    @Test
    void rowsAreShownForPeopleAndForPrograms() {
        Rows rows = new Rows(
                List.of("source", "left_s", "span_s", "state", "why"),
                List.of(List.of("203.0.113.9", "580", "600", "blocked", "first \u001b[31mblock\"")));

        assertThat(shown(rows, false)).isEqualTo("203.0.113.9      9m 40s left  of 10m  blocked  first ?[31mblock\"\n");
        assertThat(shown(rows, true))
                .isEqualTo("{\"source\":\"203.0.113.9\",\"left_s\":580,\"span_s\":600,\"state\":\"blocked\","
                        + "\"why\":\"first \\u001B[31mblock\\\"\"}\n");
    }

    @Test
    void pairsAreOneObject() {
        Rows rows = new Rows(
                List.of(), List.of(List.of("mode", "enforce"), List.of("served", "22"), List.of("blocks", "3")));

        assertThat(shown(rows, true)).isEqualTo("{\"mode\":\"enforce\",\"served\":22,\"blocks\":3}\n");
        assertThat(shown(rows, false)).startsWith("mode         enforce\n");
    }

    @Test
    void whatMayComeSeveralTimesIsAlwaysAList() {
        Rows once = new Rows(List.of(), List.of(List.of("problem", "a"), List.of("up", "3 s")));
        Rows twice = new Rows(
                List.of(),
                List.of(List.of("left out", "tcp 22: served"), List.of("up", "3"), List.of("left out", "80")));

        assertThat(shown(once, true)).isEqualTo("{\"problem\":[\"a\"],\"up\":\"3 s\"}\n");
        assertThat(shown(twice, true)).isEqualTo("{\"left_out\":[\"tcp 22: served\",80],\"up\":3}\n");
    }

    @Test
    void withoutAWatcherItIsSaidSo() {
        StringWriter err = new StringWriter();

        int code = Portcullis.line(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true))
                .execute("list", "--control", folder.resolve("none").toString());

        assertThat(code).isEqualTo(Exit.UNAVAILABLE);
        assertThat(err.toString()).contains("no watcher answers at");
    }

    private static String shown(Rows rows, boolean asJson) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        rows.show(out, asJson);
        out.flush();
        return text.toString();
    }
}
