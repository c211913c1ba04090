package portcullis.respond;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Problem;

/**
 * Has a fresh script plan for sample verdicts before it may plan for real ones: what fails on any verdict fails here, with
 * its line, and the first slow calls of Groovy are paid. Runs on another thread, since only a caller who waits elsewhere
 * outlives a script that stays within one library call.
 */
final class Trial {
    private static final Duration FOR_A_COLD_START = Duration.ofSeconds(3);
    private static final List<Warrant> SAMPLES = List.of(
            sample("203.0.113.9", Mode.STCP, Kind.SYN, "192.0.2.1"),
            sample("2001:db8::9", Mode.SUDP, Kind.UDP, "2001:db8::1"));

    private final ExecutorService threads;
    private final Duration limit;

    Trial(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    static Warrant sample() {
        return SAMPLES.get(0);
    }

    List<Problem> problems(Responder responder, boolean settingsComplete) {
        List<Problem> missing = new ArrayList<>();
        Planned declared = responder.declare(script ->
                script.missing().stream().limit(1).forEach(first -> missing.add(lacks(responder, script.missing()))));
        if (declared.failure().isPresent()) return List.of(declared.failure().get());
        return missing.isEmpty() ? planned(responder, settingsComplete) : missing;
    }

    private static Problem lacks(Responder responder, List<String> declarations) {
        String names = String.join(
                ", ", declarations.stream().map(text -> text.split(" ", 2)[0]).toList());
        return new Problem(
                responder.file(), 1, 1, "does not declare " + names, "write " + String.join(" and ", declarations));
    }

    private List<Problem> planned(Responder responder, boolean settingsComplete) {
        Future<Set<Problem>> run = threads.submit(() -> run(responder, settingsComplete));
        try {
            return List.copyOf(
                    run.get(limit.multipliedBy(2).plus(FOR_A_COLD_START).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            run.cancel(true);
            return List.of(problem(responder, "has not planned within its time", "look for a slow call"));
        } catch (InterruptedException stopped) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            return List.of(problem(responder, "was not tried: interrupted", ""));
        } catch (ExecutionException broken) {
            throw new IllegalStateException("trying " + responder.name(), broken.getCause());
        }
    }

    private static Set<Problem> run(Responder responder, boolean settingsComplete) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Part part : Part.values())
            for (Warrant sample : SAMPLES) {
                Planned planned = responder.plan(part, sample);
                boolean excused = planned.fault() == Planned.Fault.SETTING && !settingsComplete;
                if (!excused) planned.failure().ifPresent(problems::add);
                if (planned.fault() == Planned.Fault.TIME) return problems;
            }
        return problems;
    }

    private static Problem problem(Responder responder, String found, String hint) {
        return new Problem(responder.file(), 1, 1, found, hint);
    }

    private static Warrant sample(String source, Mode mode, Kind kind, String target) {
        Alarm.Proof proof = new Alarm.Proof(mode, kind, Address.of(target), List.of(1, 111), Evidence.FORGEABLE);
        return new Warrant(
                new Alarm(Address.of(source), "sample", "a sample to try a responder with").provenBy(0, proof),
                Duration.ofMinutes(10));
    }
}
