package portcullis.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * From the start of the program to its first work, with rules compiled before, beside a Java program that only says hello; then what a
 * watcher takes while nothing happens.
 */
final class StartBench implements Bench.Measuring {
    private static final String SHORT = "replay of 100 packets";
    private static final String WATCH = "watch until it listens";
    private static final String HELLO = "a Java program that says hello";
    private static final String RIVAL = "rival";

    private final Load load;
    private final Scratch scratch;
    private final Sheet sheet;
    private final Run run;
    private final Rounds rounds;

    StartBench(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.scratch = scratch;
        this.sheet = sheet;
        this.run = new Run(scratch);
        this.rounds = new Rounds(load, sheet);
    }

    @Override
    public void run() throws BenchFailed {
        Path capture = Traffic.write(scratch.file("short.pcap"), 100);
        Optional<List<String>> hello = new Floors(scratch, run).java("Hello", "-XX:-UsePerfData");
        hello.ifPresent(command -> rounds.add(HELLO, () -> run.of(command)));
        rounds.add(SHORT, () -> run.of(List.of(load.launcher().toString(), "replay", "--json", capture.toString())));
        Optional<IdleWatcher> watcher = IdleWatcher.where(load, scratch);
        if (watcher.isPresent()) rounds.add(WATCH, () -> watcher.get().untilItListens());
        else sheet.note("watch was not measured: it takes root");
        if (!load.against().isEmpty()) rounds.add(RIVAL, () -> run.of(load.rival(capture)));
        rounds.run();
        figure(SHORT);
        if (rounds.has(RIVAL)) figure(RIVAL);
        if (watcher.isEmpty()) return;
        figure(WATCH);
        watcher.get().idle(sheet);
    }

    private void figure(String name) {
        figure(name, "s", rounds.wall(name), rounds.wall(HELLO));
        figure(name + ", processor time", "CPU s", rounds.cpu(name), rounds.cpu(HELLO));
    }

    private void figure(String what, String unit, double ours, double floor) {
        sheet.add(
                rounds.has(HELLO)
                        ? Figure.cost(what, unit, ours, floor, HELLO, load.rounds())
                        : Figure.alone(what, unit, ours, Floors.NO_COMPILER, load.rounds()));
    }
}
