package portcullis.bench;

import java.lang.management.ManagementFactory;

/**
 * Probes through tallies and rules in a warm program, on one core and as two shards side by side. JMH measures, each contender in a
 * program of its own; the figures are processor time of the threads, which says the same on a busy machine. Held against the smallest
 * table that counts ports by source. What memory becomes over many probes is no method's cost, and is looked at here.
 */
final class RulesBench implements Bench.Measuring {
    private static final String FLOOR = "a plain table in Java";
    private static final int FEW = 1_000;

    private final Load load;
    private final Sheet sheet;
    private final ShardRules rules;

    RulesBench(Load load, Scratch scratch, Sheet sheet) throws BenchFailed {
        this.load = load;
        this.sheet = sheet;
        this.rules = ShardRules.read(load.home(), load.cache()); // also compiles them, so that no program of JMH has to
    }

    @Override
    public void run() throws BenchFailed {
        int many = load.size(100_000, 1_000);
        int probes = load.size(Math.min(load.packets(), 2_000_000), 20_000);
        measure(many, probes);
        if (many != FEW) measure(FEW, probes);
        memory(many, probes);
    }

    private void measure(int sources, int probes) throws BenchFailed {
        Looped one = Looped.of(load, "rules", sources, 1, probes);
        Looped plain = Looped.of(load, "table", sources, 1, probes);
        Looped two = Looped.of(load, "rules", sources / 2, 2, probes / 2);
        String what = String.format("probes of %,d sources", sources);
        double ours = Medians.of(one.speeds());
        sheet.add(Figure.speed(what, "/CPU s", ours, Medians.of(plain.speeds()), FLOOR, load.rounds()));
        sheet.add(Figure.speed(
                what + ", two shards", "/CPU s", Medians.of(two.speeds()), ours, "one shard by itself", load.rounds()));
        sheet.add(Figure.alone(
                "bytes allocated a probe, " + what, "bytes", Medians.of(one.bytes()), "none is wanted", load.rounds()));
        sheet.spread(Medians.spread(one.speeds()));
    }

    private void memory(int sources, int probes) throws BenchFailed {
        int turns = load.size(25, 2);
        try (Shard shard = rules.shard(sources, 4)) {
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
}
