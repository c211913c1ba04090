package portcullis.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * From the start of the program to its first work, with rules compiled before, beside a Java program that only says hello; then what a
 * watcher takes while nothing happens. Under each Java that was asked for, in turns.
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
        List<String> replay = List.of(load.launcher().toString(), "replay", "--json", capture.toString());
        List<Jvm> jvms = Jvm.of(load.javas());
        Map<Jvm, IdleWatcher> watchers = new LinkedHashMap<>();
        for (Jvm jvm : jvms) {
            Optional<List<String>> hello = new Floors(scratch, run).java("Hello", jvm.home(), "-XX:-UsePerfData");
            hello.ifPresent(command -> rounds.add(HELLO + jvm.label(), () -> run.of(command)));
            rounds.add(SHORT + jvm.label(), () -> run.of(replay, jvm.environment()));
            Optional<IdleWatcher> watcher = IdleWatcher.where(load, scratch, jvm);
            watcher.ifPresent(one -> rounds.add(WATCH + jvm.label(), one::untilItListens));
            watcher.ifPresent(one -> watchers.put(jvm, one));
        }
        if (watchers.isEmpty()) sheet.note("watch was not measured: it takes root");
        if (!load.against().isEmpty()) rounds.add(RIVAL, () -> run.of(load.rival(capture)));
        rounds.run();
        for (Jvm jvm : jvms) {
            figures(SHORT + jvm.label(), HELLO + jvm.label());
            if (watchers.containsKey(jvm)) figures(WATCH + jvm.label(), HELLO + jvm.label());
        }
        if (rounds.has(RIVAL)) figures(RIVAL, HELLO + jvms.get(0).label());
        for (IdleWatcher watcher : watchers.values()) watcher.idle(sheet);
    }

    private void figures(String name, String floor) {
        figure(name, "s", rounds.wall(name), floor, rounds::wall);
        figure(name + ", processor time", "CPU s", rounds.cpu(name), floor, rounds::cpu);
    }

    private void figure(String what, String unit, double ours, String floor, ToDoubleFunction<String> part) {
        sheet.add(
                rounds.has(floor)
                        ? Figure.cost(what, unit, ours, part.applyAsDouble(floor), HELLO, load.rounds())
                        : Figure.alone(what, unit, ours, Floors.NO_COMPILER, load.rounds()));
    }
}
