package portcullis.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a packet of somebody who is not blocked pays for looking through those who are: datagrams to a host whose set is full, beside the
 * same to a host whose set is empty. Both have the table of a watcher; a program of {@code src/bench} sends to them in turns.
 */
final class Lookup {
    private final Load load;
    private final Scratch scratch;
    private final Sheet sheet;
    private final Run run;

    Lookup(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.scratch = scratch;
        this.sheet = sheet;
        this.run = new Run(scratch);
    }

    void run(int blocks) throws BenchFailed {
        String what = String.format("packets past %,d blocks", blocks);
        Optional<Path> sender = new Floors(scratch, run).c("lookup");
        Optional<TwoHosts> full = TwoHosts.where(run);
        if (full.isEmpty() || sender.isEmpty()) {
            full.ifPresent(TwoHosts::close);
            String why = full.isEmpty() ? "not measured: namespaces could not be made" : Floors.NO_COMPILER;
            sheet.add(Figure.alone(what, "/CPU s", 0, why, 0));
            return;
        }
        try (TwoHosts blocked = full.get();
                TwoHosts empty = TwoHosts.where(run).orElseThrow(() -> new BenchFailed("no second pair of hosts"))) {
            block(blocked, blocks);
            block(empty, 0);
            measure(what, command(sender.get(), List.of(blocked, empty)));
        }
    }

    private void block(TwoHosts hosts, int blocks) throws BenchFailed {
        hosts.layCable();
        run.of(hosts.victim(
                Blocking.command("all", blocks, scratch.file("told")).toArray(String[]::new)));
    }

    private List<String> command(Path sender, List<TwoHosts> pairs) {
        List<String> command =
                new ArrayList<>(List.of(sender.toString(), Integer.toString(load.size(400_000, 10_000))));
        for (TwoHosts pair : pairs) pair.namespaces().forEach(file -> command.add(file.toString()));
        return command;
    }

    private void measure(String what, List<String> command) throws BenchFailed {
        List<Double> full = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        for (int round = 1; round <= load.rounds(); round++) {
            load.told().accept("round " + round + " of " + load.rounds() + ": " + what);
            String[] said = run.of(command).said().split("\\s+");
            full.add(Double.parseDouble(said[0]));
            empty.add(Double.parseDouble(said[1]));
        }
        sheet.add(
                Figure.speed(what, "/CPU s", Medians.of(full), Medians.of(empty), "past an empty set", load.rounds()));
        sheet.spread(Medians.spread(empty));
    }
}
