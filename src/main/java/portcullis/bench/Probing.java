package portcullis.bench;

import java.nio.file.Path;
import java.util.Optional;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What JMH measures of {@code bench rules}: a probe through tallies and rules, and the same through the smallest table that counts
 * ports by source. JMH derives classes of its own from this one and its parts, hence public and not final.
 */
public class Probing {
    /** Probes of one call: few enough to end an iteration in time, enough that JMH's own loop costs nothing. */
    static final int PROBES = 1_000;

    @Benchmark
    @OperationsPerInvocation(PROBES)
    public long rules(Ours ours, Took took) {
        ours.shard.run(PROBES);
        took.probes += PROBES;
        return ours.shard.alarms();
    }

    @Benchmark
    @OperationsPerInvocation(PROBES)
    public long table(Floor floor, Took took) {
        floor.table.run(PROBES);
        took.probes += PROBES;
        return floor.table.alarms();
    }

    /** A detector that has met all its sources. */
    @State(Scope.Thread)
    public static class Ours {
        @Param("1000")
        public int sources;

        /** How many probes go before: a source that is met for the first time costs more than ever after. */
        @Param("20000")
        public int before;

        /** Where rules stand. */
        @Param("")
        public String home = "";

        /** Where compiled rules are kept; may be empty. */
        @Param("")
        public String cache = "";

        Shard shard;

        @Setup(Level.Trial)
        public void meet(ThreadParams thread) throws BenchFailed {
            Optional<Path> kept = cache.isEmpty() ? Optional.empty() : Optional.of(Path.of(cache));
            shard = ShardRules.read(Path.of(home), kept).shard(sources, 1 + thread.getThreadIndex());
            shard.run(before);
        }

        @TearDown(Level.Trial)
        public void close() {
            shard.close();
        }
    }

    /** The table, which has met them as well. */
    @State(Scope.Thread)
    public static class Floor {
        @Param("1000")
        public int sources;

        @Param("20000")
        public int before;

        PlainTable table;

        @Setup(Level.Trial)
        public void meet() {
            table = new PlainTable(new Prober(sources, 1));
            table.run(before);
        }
    }

    /** JMH knows the clock on the wall only, which measures whoever else is at work here: so the thread counts for itself. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Took {
        public long probes;
        public long nanos;

        private long began;

        @Setup(Level.Iteration)
        public void begin() {
            probes = 0;
            began = ThreadCosts.cpu();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = ThreadCosts.cpu() - began;
        }
    }
}
