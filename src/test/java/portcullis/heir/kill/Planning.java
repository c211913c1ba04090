package portcullis.heir.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;
import portcullis.respond.Policies;
import portcullis.respond.Rehearsal;
import portcullis.respond.Responders;
import portcullis.respond.Response;

/** What the responders of a folder plan about 203.0.113.9, who touched port 23. */
public final class Planning implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Policies policies;
    private final Responders responders;

    private Planning(Path folder) throws Refused {
        policies = Policies.in(folder);
        responders = Responders.load(policies, policies.names(), threads);
    }

    public static Planning of(Path folder) throws Refused {
        return new Planning(folder);
    }

    /** As `check` finds them. */
    public List<Problem> problems() throws Refused {
        return Responders.problems(policies, threads);
    }

    public List<String> block(String name) {
        return plan(block(), name);
    }

    public List<String> release(String name) {
        return plan(new Verdict.Release(block(), 609_000_000_000L, "the span is over"), name);
    }

    private static Verdict.Block block() {
        Alarm.Proof proof =
                new Alarm.Proof(Mode.ATCP, Kind.SYN, Address.of("192.0.2.1"), List.of(23), Evidence.FORGEABLE);
        Alarm alarm = new Alarm(Address.of("203.0.113.9"), "advanced-tcp", "touched 1 port").provenBy(9, proof);
        return new Verdict.Block(alarm, Duration.ofMinutes(10), "the rule asks for it");
    }

    /** The words of commands, or the sentence of what is none. */
    private List<String> plan(Verdict verdict, String name) {
        List<Outcome> outcomes = new ArrayList<>();
        Response response = new Response();
        responders.plan(verdict, List.of(name), response);
        response.carryOut(new Rehearsal(), outcomes);
        return outcomes.stream()
                .flatMap(outcome -> outcome.effect() instanceof Effect.Command command
                        ? command.argv().stream()
                        : List.of(outcome.effect().sentence()).stream())
                .toList();
    }

    @Override
    public void close() {
        responders.close();
        threads.shutdownNow();
    }
}
