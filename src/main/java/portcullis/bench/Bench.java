package portcullis.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be measured. */
public enum Bench {
    /** A capture file, from the start of the program to its end. */
    REPLAY(ReplayBench::new),
    /** Probes through tallies and rules, in a warm program. */
    RULES(RulesBench::new),
    /** A block in the kernel, and a hundred thousand of them. */
    RESPOND(RespondBench::new),
    /** How long until the program does its work, and what it takes while nothing happens. */
    START(StartBench::new),
    /** A watcher on a host of its own: the price of a packet, a busy service, how much a scanner learns. */
    LIVE(LiveBench::new),
    /** The same while forged senders flood it. */
    FLOOD(FloodBench::new);

    private interface Making {
        Measuring of(Load load, Scratch scratch, Sheet sheet) throws BenchFailed;
    }

    /** One bench under way. */
    interface Measuring {
        void run() throws BenchFailed;
    }

    private final Making making;

    Bench(Making making) {
        this.making = making;
    }

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Bench> of(String word) {
        return Arrays.stream(values())
                .filter(bench -> bench.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Bench::word).toList();
    }

    /** Runs it, and leaves nothing behind but what it prints. */
    public Sheet run(Load load) throws BenchFailed {
        Sheet sheet = new Sheet(word(), Machine.here());
        try (Scratch scratch = Scratch.open(Path.of(System.getProperty("java.io.tmpdir")))) {
            making.of(load, scratch, sheet).run();
        }
        return sheet;
    }
}
