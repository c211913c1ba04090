package portcullis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
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

    @Option(names = "--json", description = "as JSON objects, one a line, as docs/json.md says")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Asks and shows; rows become lines with their cells side by side. @return the exit code */
    int ask(String... words) {
        return ask(why -> false, words);
    }

    /** The same. @param isFine whether a refusal for this reason is none: then nothing is shown */
    int ask(Predicate<String> isFine, String... words) {
        PrintWriter out = verb.commandLine().getOut();
        PrintWriter err = verb.commandLine().getErr();
        List<List<String>> rows;
        try {
            rows = Asking.ask(path, List.of(words));
        } catch (IOException e) {
            boolean forbidden = String.valueOf(e.getMessage()).contains("Permission denied");
            err.println(Plain.text(
                    (forbidden ? "not permitted: " : "no watcher answers at ") + path + ": " + e.getMessage()));
            return forbidden ? Exit.NOT_PERMITTED : Exit.UNAVAILABLE;
        }
        if (rows.isEmpty() || !rows.get(0).get(0).equals("ok")) {
            if (rows.isEmpty()) err.println("the watcher said nothing");
            List<String> why = rows.stream()
                    .map(row ->
                            row.stream().filter(cell -> !cell.equals("error")).collect(Collectors.joining(" ")))
                    .toList();
            if (why.size() == 1 && isFine.test(why.get(0))) return Exit.FINE;
            why.forEach(line -> err.println(Plain.text(line)));
            return Exit.FAILED;
        }
        List<String> columns = rows.get(0).subList(1, rows.get(0).size());
        new Rows(columns, rows.subList(1, rows.size())).show(out, json);
        return Exit.FINE;
    }
}
