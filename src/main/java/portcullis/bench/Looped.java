package portcullis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH found of one method of {@link Probing}, in a program of its own.
 *
 * @param speeds probes for each second of processor time, one an iteration; of several threads, what all would do at the slowest one's pace
 * @param bytes allocated for a probe, one an iteration
 */
record Looped(List<Double> speeds, List<Double> bytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static {
        // Two of them at once would be the user's own wish; and a lock that another user left in the folder for all
        // would stop us.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** @param threads each with sources of its own */
    static Looped of(Load load, String method, int sources, int threads, int before) throws BenchFailed {
        load.told().accept(String.format("%s, %,d sources, %d at a time", method, sources, threads));
        Options options = new OptionsBuilder()
                .include("^" + Pattern.quote(Probing.class.getName() + "." + method) + "$")
                .param("sources", Integer.toString(sources))
                .param("before", Integer.toString(before))
                .param("home", load.home().toString())
                .param("cache", load.cache().map(Object::toString).orElse(""))
                .forks(1)
                .jvmArgsAppend("-XX:+UseTransparentHugePages") // as the launcher has it for a long replay
                .threads(threads)
                .warmupIterations(load.size(2, 0))
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(load.rounds())
                .measurementTime(TimeValue.milliseconds(load.size(2_000, 50)))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return of(new Runner(options).runSingle());
        } catch (RunnerException failed) {
            throw new BenchFailed("measuring " + method, failed);
        }
    }

    private static Looped of(RunResult run) {
        List<Double> speeds = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (BenchmarkResult fork : run.getBenchmarkResults())
            for (IterationResult iteration : fork.getIterationResults()) {
                speeds.add(speed(iteration));
                bytes.add(iteration.getSecondaryResults().get(ALLOCATED).getScore());
            }
        return new Looped(speeds, bytes);
    }

    private static double speed(IterationResult iteration) {
        var probes = iteration.getRawSecondaryResults().get("probes").iterator();
        double slowest = Double.MAX_VALUE;
        int threads = 0;
        for (Result<?> nanos : iteration.getRawSecondaryResults().get("nanos")) {
            slowest = Math.min(slowest, probes.next().getScore() / nanos.getScore() * 1e9);
            threads++;
        }
        return slowest * threads;
    }
}
