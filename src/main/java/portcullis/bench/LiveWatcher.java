package portcullis.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our watcher on the watched one of two hosts. */
final class LiveWatcher {
    private final Load load;
    private final Run run;
    private final Path control;
    private final Child child;

    private LiveWatcher(Load load, Run run, Path control, Child child) {
        this.load = load;
        this.run = run;
        this.control = control;
        this.child = child;
    }

    /** With a journal of its own, so that it knows of no block of those before it. */
    static LiveWatcher start(Load load, Run run, TwoHosts hosts, String... options) throws BenchFailed {
        String name = "watcher-" + System.nanoTime();
        Path control = run.scratch().file(name + ".control");
        List<String> command = new ArrayList<>(List.of(load.launcher().toString(), "watch", "--interface", "v0"));
        command.addAll(
                List.of("--journal", run.scratch().file(name + ".db").toString(), "--control", control.toString()));
        command.addAll(List.of(options));
        Child child = hosts.start(hosts.victim(command.toArray(String[]::new)));
        child.awaitReady();
        return new LiveWatcher(load, run, control, child);
    }

    Child child() {
        return child;
    }

    /** A row of its status; empty where it has none of this name. */
    Optional<String> status(String row) throws BenchFailed {
        return ask("status")
                .lines()
                .filter(line -> line.startsWith(row + " "))
                .map(line -> line.substring(row.length()).strip())
                .findFirst();
    }

    String ask(String... words) throws BenchFailed {
        List<String> command = new ArrayList<>(List.of(load.launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--control", control.toString()));
        return run.of(command).said();
    }
}
