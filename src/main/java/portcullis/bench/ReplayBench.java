package portcullis.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code replay --json} of a capture in which everybody scans, beside a loop over libpcap with the smallest detector that asks the
 * same question: who touched ten ports within ten minutes. Ours asks it with rules, judges each alarm and plans each block.
 */
final class ReplayBench implements Bench.Measuring {
    private static final String OURS = "replay";
    private static final String TWICE = "replay, twice as long";
    private static final String SHIPPED = "replay, settings as shipped";
    private static final String LOOP = "libpcap loop in C";
    private static final String LOOP_TWICE = "libpcap loop in C, twice as long";
    private static final String PLAIN = "plain Java";
    private static final String RIVAL = "rival";
    private static final Pattern ALARMS = Pattern.compile("alarms\"?[ :]+([0-9]+)");

    /** The question that the detector of the floors asks and no other, and no limit on how many may be blocked. */
    static final List<String> QUESTION = List.of(
            "--set=advanced.tcp.below=65536",
            "--set=advanced.tcp.exclude=",
            "--set=advanced.udp.below=65536",
            "--set=advanced.udp.exclude=",
            "--set=scans.stray=0",
            "--set=scans.stealth=0",
            "--set=scans.fingerprint=0",
            "--set=scans.slow=0",
            "--set=scans.horizontal=0",
            "--set=scans.walk=0",
            "--set=scans.distributed=0",
            "--set=scans.decoy=0",
            "--set=scans.idle=0",
            "--set=scans.tool=0",
            "--set=scans.sctp=0",
            "--set=scans.protocols=0",
            "--set=scans.ping=0",
            "--set=scans.neighbours=0",
            "--set=trigger.ports=10",
            "--set=trigger.within=10m",
            "--set=block.per-minute=1000000",
            "--set=block.at-once=1000000",
            "--set=memory.newcomers=0"); // the loop in C judges every sender

    private final Load load;
    private final Scratch scratch;
    private final Sheet sheet;
    private final Run run;
    private final Rounds rounds;
    private final int packets;

    ReplayBench(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.scratch = scratch;
        this.sheet = sheet;
        this.run = new Run(scratch);
        this.rounds = new Rounds(load, sheet);
        this.packets = load.size(load.packets(), 20_000);
    }

    @Override
    public void run() throws BenchFailed {
        load.told().accept("writing captures of " + 3L * packets + " packets");
        Path once = Traffic.write(scratch.file("once.pcap"), packets);
        Path twice = Traffic.write(scratch.file("twice.pcap"), 2L * packets);
        rounds.add(OURS, () -> run.of(replay(once, QUESTION)));
        rounds.add(TWICE, () -> run.of(replay(twice, QUESTION)));
        rounds.add(SHIPPED, () -> run.of(replay(once, List.of())));
        floors(once, twice);
        if (!load.against().isEmpty()) rounds.add(RIVAL, () -> run.of(load.rival(once)));
        rounds.run();
        report();
    }

    private List<String> replay(Path file, List<String> question) {
        List<String> command = new ArrayList<>(List.of(load.launcher().toString(), "replay", "--json"));
        command.addAll(List.of("--host", Traffic.HOST, "--served", "tcp:80,443 udp:53,123"));
        command.addAll(question);
        command.add(file.toString());
        return command;
    }

    private void floors(Path once, Path twice) {
        Floors floors = new Floors(scratch, run);
        Optional<Path> loop = floors.c("pcaploop", "-lpcap", "-l:libpcap.so.0.8", "-l:libpcap.so.1");
        loop.ifPresent(program -> {
            rounds.add(LOOP, () -> run.of(List.of(program.toString(), once.toString())));
            rounds.add(LOOP_TWICE, () -> run.of(List.of(program.toString(), twice.toString())));
        });
        floors.java("PlainReader", Jvm.OURS, "-Xmx64m").ifPresent(command -> {
            List<String> words = new ArrayList<>(command);
            words.add(once.toString());
            rounds.add(PLAIN, () -> run.of(words));
        });
    }

    private void report() {
        String whole = String.format("whole program, %,d packets", packets);
        cost(whole, "CPU s", rounds.cpu(OURS), LOOP);
        cost(whole, "CPU s", rounds.cpu(OURS), PLAIN);
        if (rounds.has(RIVAL)) cost(whole, "CPU s", rounds.cpu(OURS), RIVAL);
        cost(whole + ", settings as shipped", "CPU s", rounds.cpu(SHIPPED), LOOP);
        cost(whole + ", on the clock", "s", rounds.wall(OURS), rounds.wall(LOOP), LOOP);
        double further = further(OURS, TWICE);
        cost("each further packet", "CPU us", further, further(LOOP, LOOP_TWICE), LOOP);
        sheet.add(Figure.alone(
                "most memory at one time", "MiB", rounds.peak(OURS), "a bound, whatever the length", load.rounds()));
        sheet.add(Figure.cost(
                "the same, twice as long", "MiB", rounds.peak(TWICE), rounds.peak(OURS), OURS, load.rounds()));
        sheet.note("alarms: " + alarms(OURS) + "; of the loop in C: " + alarms(LOOP));
    }

    private double further(String once, String twice) {
        return (rounds.cpu(twice) - rounds.cpu(once)) / packets * 1e6;
    }

    private void cost(String what, String unit, double ours, String floor) {
        cost(what, unit, ours, rounds.cpu(floor), floor);
    }

    private void cost(String what, String unit, double ours, double floor, String name) {
        sheet.add(
                rounds.has(name)
                        ? Figure.cost(what, unit, ours, floor, name, load.rounds())
                        : Figure.alone(what, unit, ours, Floors.NO_COMPILER, load.rounds()));
    }

    private String alarms(String name) {
        if (!rounds.has(name)) return "not measured";
        Matcher found = ALARMS.matcher(rounds.said(name));
        return found.find() ? found.group(1) : "none told";
    }
}
