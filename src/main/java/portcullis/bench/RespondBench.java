package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A block in the kernel, one by itself and many after a restart, in a network namespace of its own, held against libnftables in C, which
 * does the same with nothing around it, and against {@code nft -f}; then what a packet pays for many of them.
 */
final class RespondBench implements Bench.Measuring {
    private static final String ONE = "one block";
    private static final String ALL = "blocks restored";
    private static final String FLOOR_ONE = "libnftables in C";
    private static final String FLOOR_ALL = "libnftables in C, all at once";
    private static final String NFT = "nft -f of the same";

    private final Load load;
    private final Scratch scratch;
    private final Sheet sheet;
    private final Run run;
    private final Rounds rounds;
    private final int some;
    private final int many;

    RespondBench(Load load, Scratch scratch, Sheet sheet) {
        this.load = load;
        this.scratch = scratch;
        this.sheet = sheet;
        this.run = new Run(scratch);
        this.rounds = new Rounds(load, sheet);
        this.some = load.size(2_000, 20);
        this.many = load.size(100_000, 200);
    }

    @Override
    public void run() throws BenchFailed {
        if (!mayMakeNamespaces()) {
            sheet.add(Figure.alone("one block", "CPU us", 0, "not measured: it takes root and nft", 0));
            return;
        }
        rounds.add(ONE, () -> ours("one", some));
        rounds.add(ALL, () -> ours("all", many));
        Optional<Path> floor =
                new Floors(scratch, run).c("blocks", "-lnftables", "-l:libnftables.so.1", "-l:libnftables.so.0");
        floor.ifPresent(program -> {
            rounds.add(FLOOR_ONE, () -> floor(program, "one", some));
            rounds.add(FLOOR_ALL, () -> floor(program, "all", many));
        });
        Path file = statements();
        rounds.add(NFT, () -> run.of(alone(List.of("nft", "-f", file.toString()))));
        rounds.run();
        figure("one block, as a step of its own", ONE, FLOOR_ONE);
        String restored = String.format("one of %,d blocks restored at once", many);
        figure(restored, ALL, FLOOR_ALL);
        double each = rounds.cpu(NFT) / many * 1e6;
        sheet.add(Figure.cost(restored, "CPU us", rounds.cpu(ALL), each, NFT, load.rounds()));
        new Lookup(load, scratch, sheet).run(many);
    }

    private void figure(String what, String ours, String floor) {
        sheet.add(
                rounds.has(floor)
                        ? Figure.cost(what, "CPU us", rounds.cpu(ours), rounds.cpu(floor), floor, load.rounds())
                        : Figure.alone(what, "CPU us", rounds.cpu(ours), Floors.NO_COMPILER, load.rounds()));
    }

    private boolean mayMakeNamespaces() {
        try {
            run.of(alone(List.of("nft", "list", "ruleset")));
            return true;
        } catch (BenchFailed notPermitted) {
            return false;
        }
    }

    private static List<String> alone(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "--net"));
        words.addAll(command);
        return words;
    }

    private Cost ours(String how, int count) throws BenchFailed {
        Path told = scratch.file("told");
        Cost cost = run.of(alone(Blocking.command(how, count, told)));
        try {
            return new Cost(Double.parseDouble(Files.readString(told)), cost.wall(), cost.peak(), "");
        } catch (IOException e) {
            throw new BenchFailed("reading what was measured", e);
        }
    }

    private Cost floor(Path program, String how, int count) throws BenchFailed {
        Cost cost = run.of(alone(List.of(program.toString(), how, Integer.toString(count))));
        return new Cost(Double.parseDouble(cost.said()), cost.wall(), cost.peak(), "");
    }

    /** One statement with all elements, as a restore hands it over: in statements of their own they cost nft twice as much. */
    private Path statements() throws BenchFailed {
        String elements = IntStream.range(0, many)
                .mapToObj(i -> String.format("12.%d.%d.%d timeout 3600s", i >> 16 & 255, i >> 8 & 255, i & 255))
                .collect(Collectors.joining(", "));
        List<String> lines = List.of(
                "add table inet floor",
                "add set inet floor banned { type ipv4_addr; flags timeout; }",
                "add element inet floor banned { " + elements + " }");
        try {
            return Files.write(scratch.file("blocks.nft"), lines);
        } catch (IOException e) {
            throw new BenchFailed("writing a file for nft", e);
        }
    }
}
