package portcullis.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import portcullis.config.Settings;
import portcullis.config.SettingsReader;
import portcullis.detect.rules.RuleBase;
import portcullis.fact.Refused;

/**
 * Probes through tallies and rules in a warm program, on one core and as two shards side by side. Measured in processor time of the
 * threads, which says the same on a busy machine. Held against the smallest table that counts ports by source.
 */
final class RulesBench implements Bench.Measuring {
    private static final String FLOOR = "a plain table in Java";
    private static final int FEW = 1_000;

    private final Load load;
    private final Sheet sheet;
    private final Settings settings;
    private final RuleBase rules;

    RulesBench(Load load, Scratch scratch, Sheet sheet) throws BenchFailed {
        this.load = load;
        this.sheet = sheet;
        try {
            SettingsReader reader = new SettingsReader();
            for (String word : ReplayBench.QUESTION) reader.assignment(word.substring("--set=".length()));
            this.settings = reader.settings();
            this.rules =
                    RuleBase.of(RuleBase.rendered(load.home().resolve("rules"), settings.literals()), load.cache());
        } catch (Refused refused) {
            throw new BenchFailed("reading rules", refused);
        }
    }

    @Override
    public void run() throws BenchFailed {
        int many = load.size(100_000, 1_000);
        int probes = load.size(Math.min(load.packets(), 2_000_000), 20_000);
        measure(many, probes);
        measure(FEW, probes);
        memory(many, probes);
    }

    private void measure(int sources, int probes) throws BenchFailed {
        List<Double> one = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        try (Shard whole = shard(sources, 1);
                Shard left = shard(sources / 2, 2);
                Shard right = shard(sources / 2, 3)) {
            PlainTable table = new PlainTable(new Prober(sources, 1));
            for (int round = load.smoke() ? 1 : -1; round <= load.rounds(); round++) {
                load.told().accept(sources + " sources, " + (round < 1 ? "warming" : "round " + round));
                Shard.Taken taken = whole.probe(probes);
                double floor = table.probe(probes);
                double slower = together(left, right, probes / 2);
                if (round < 1) continue;
                one.add(probes / taken.cpu());
                bytes.add(taken.bytes());
                plain.add(probes / floor);
                two.add(probes / slower);
            }
        }
        String what = String.format("probes of %,d sources", sources);
        double ours = median(one);
        sheet.add(Figure.speed(what, "/CPU s", ours, median(plain), FLOOR, load.rounds()));
        String single = "one shard by itself";
        sheet.add(Figure.speed(what + ", two shards", "/CPU s", median(two), ours, single, load.rounds()));
        sheet.add(Figure.alone(
                "bytes allocated a probe, " + what, "bytes", median(bytes), "none is wanted", load.rounds()));
        sheet.spread(one.stream().mapToDouble(x -> x).max().orElse(1)
                / one.stream().mapToDouble(x -> x).min().orElse(1));
    }

    /** @return seconds of the shard that took longer: that long two cores would be busy */
    private static double together(Shard left, Shard right, int probes) {
        CompletableFuture<Shard.Taken> other = CompletableFuture.supplyAsync(() -> right.probe(probes));
        double mine = left.probe(probes).cpu();
        return Math.max(mine, other.join().cpu());
    }

    private void memory(int sources, int probes) throws BenchFailed {
        int turns = load.size(25, 2);
        try (Shard shard = shard(sources, 4)) {
            shard.probe(probes);
            double before = heap();
            for (int i = 1; i < turns; i++) {
                load.told().accept("memory, part " + i + " of " + (turns - 1));
                shard.probe(probes);
            }
            String what = String.format("memory after %,d probes", (long) turns * probes);
            String against = String.format("after %,d", probes);
            sheet.add(Figure.cost(what, "MiB", heap(), before, against, 1));
            sheet.note(String.format("%,d alarms came of the last", shard.alarms()));
        }
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
    }

    private Shard shard(int sources, long seed) {
        return new Shard(rules, settings, sources, seed);
    }

    private static double median(List<Double> figures) {
        return Medians.of(figures.stream().mapToDouble(x -> x).toArray());
    }
}
