package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import portcullis.watch.Asking;

/** Where the running watcher answers, and how its answers are shown. */
final class Door {
    @Option(
            names = "--control",
            paramLabel = "SOCKET",
            description = "where the watcher answers (default: ${DEFAULT-VALUE})")
    private Path path = Path.of("/run/portcullis/control");

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec verb;

    Path path() {
        return path;
    }

    /** Asks and shows; rows become lines with their cells side by side. @return the exit code */
    int ask(String... words) {
        PrintWriter out = verb.commandLine().getOut();
        PrintWriter err = verb.commandLine().getErr();
        List<List<String>> rows;
        try {
            rows = Asking.ask(path, List.of(words));
        } catch (IOException e) {
            err.println("no watcher answers at " + path + ": " + e.getMessage());
            return Exit.UNAVAILABLE;
        }
        if (rows.isEmpty() || !rows.get(0).get(0).equals("ok")) {
            err.println(
                    rows.isEmpty()
                            ? "the watcher said nothing"
                            : rows.get(0).stream().skip(1).collect(Collectors.joining(" ")));
            return Exit.FAILED;
        }
        for (List<String> row : rows.subList(1, rows.size())) {
            out.printf("%-12s %s%n", Plain.text(row.get(0)), Plain.text(String.join("  ", row.subList(1, row.size()))));
        }
        return Exit.FINE;
    }
}
