package portcullis.respond;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import portcullis.fact.Effect;
import portcullis.fact.Evidence;
import portcullis.fact.Outcome;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;

/**
 * The responders in force. A reload loads a second set and closes the first after its last response. One thread responds;
 * a responder that fails never keeps the next one from its turn.
 */
public final class Responders implements AutoCloseable {
    private static final Effect NOTHING = new Effect.Cannot("plan");

    private final Map<String, Responder> loaded;
    private final Map<String, Evidence> demands;
    private final Map<String, Evidence>
            leastEver; // since the program began: what was blocked then must still be undone

    private Responders(Map<String, Responder> loaded, Map<String, Evidence> demands, Map<String, Evidence> leastEver) {
        this.loaded = loaded;
        this.demands = Map.copyOf(demands);
        this.leastEver = Map.copyOf(leastEver);
    }

    /** The same responders, each acting only on alarms with at least this evidence; on any, where none is named. */
    public Responders demanding(Map<String, Evidence> evidence) {
        return new Responders(loaded, evidence, evidence);
    }

    /** These from here on, which also undo what the earlier ones did on less evidence. */
    public Responders after(Responders earlier) {
        Map<String, Evidence> least = new HashMap<>();
        leastEver.forEach((name, evidence) -> {
            Evidence before = earlier.leastEver.getOrDefault(name, Evidence.FORGEABLE);
            least.put(name, evidence.compareTo(before) < 0 ? evidence : before);
        });
        return new Responders(loaded, demands, least);
    }

    private Evidence demand(String name) {
        return demands.getOrDefault(name, Evidence.FORGEABLE);
    }

    /** The least evidence on which one of these acts whose blocks last; where none lasts, on which any acts. */
    public Evidence least(List<String> names) {
        List<String> lasting =
                names.stream().filter(name -> lasting(name) != Lasting.NOTHING).toList();
        return (lasting.isEmpty() ? names : lasting)
                .stream().map(this::demand).min(Comparator.naturalOrder()).orElse(Evidence.FORGEABLE);
    }

    /**
     * Loads those that settings name, and tries each on sample verdicts.
     *
     * @param threads where the trials run; a script that cannot be stopped keeps its thread
     * @throws Refused with all problems of all of them
     */
    public static Responders load(Policies policies, List<String> names, ExecutorService threads) throws Refused {
        Loading loading = new Loading(policies, threads, true).load(names);
        Responders responders = new Responders(loading.loaded(), Map.of(), Map.of());
        if (loading.problems().isEmpty()) return responders;
        responders.close();
        throw new Refused(loading.problems());
    }

    /** What is wrong with any responder of the folder, named or not; one that only lacks settings is in order. */
    public static List<Problem> problems(Policies policies, ExecutorService threads) throws Refused {
        Loading loading = new Loading(policies, threads, false).load(policies.names());
        new Responders(loading.loaded(), Map.of(), Map.of()).close();
        return List.copyOf(loading.problems());
    }

    /**
     * Plans with each named responder in this order.
     *
     * @param response what was planned is added here, to be carried out with the rest of the step
     */
    public void plan(Verdict verdict, List<String> names, Response response) {
        Optional<Warrant> warrant = Warrant.of(verdict);
        if (warrant.isEmpty()) return;
        Part part = verdict instanceof Verdict.Release ? Part.RELEASE : Part.BLOCK;
        for (String name : names) {
            if (isWithheld(name, part, warrant.get())) {
                if (part == Part.BLOCK) response.add(withheld(verdict, name));
                continue;
            }
            Planned planned = plan(name, part, warrant.get());
            Optional<String> why =
                    planned.failure().isPresent() ? planned.failure().map(Problem::toString) : unfit(verdict, planned);
            if (why.isPresent())
                response.add(new Outcome(verdict, name, NOTHING, Outcome.State.NOT_PLANNED, why.get()));
            else for (Effect effect : planned.effects()) add(new Order(verdict, name, effect), response);
        }
    }

    /** What a responder never did it need not undo. */
    private boolean isWithheld(String name, Part part, Warrant warrant) {
        Evidence least = part == Part.BLOCK ? demand(name) : leastEver.getOrDefault(name, Evidence.FORGEABLE);
        return warrant.because().proof().evidence().compareTo(least) < 0;
    }

    private Outcome withheld(Verdict verdict, String name) {
        String wanted = demand(name) == Evidence.DATA ? "data" : "a handshake";
        return new Outcome(verdict, name, NOTHING, Outcome.State.WITHHELD, "responder-evidence asks for " + wanted);
    }

    /** What the responder's {@code check} plans; a check that fails to plan cannot, and says why. */
    public List<Effect> check(String name) {
        return planned(name, Part.CHECK);
    }

    /** What the responder must have made once before it can block; mostly nothing. */
    public List<Effect> prepare(String name) {
        return planned(name, Part.PREPARE);
    }

    /** What takes that away again. */
    public List<Effect> remove(String name) {
        return planned(name, Part.REMOVE);
    }

    private List<Effect> planned(String name, Part part) {
        Planned planned = plan(name, part, Trial.sample());
        return planned.failure()
                .map(problem -> List.<Effect>of(new Effect.Cannot(problem.toString())))
                .orElse(planned.effects());
    }

    /** What the responder says it does; empty where it is not loaded. */
    public Optional<String> title(String name) {
        return Optional.ofNullable(loaded.get(name)).map(one -> one.declared(ResponderScript::title));
    }

    /** What the responder says it needs; empty where it is not loaded. */
    public Optional<String> needs(String name) {
        return Optional.ofNullable(loaded.get(name)).map(one -> one.declared(ResponderScript::needs));
    }

    /** What of its blocks lasts; nothing where it is not loaded. */
    public Lasting lasting(String name) {
        Responder responder = loaded.get(name);
        return responder == null ? Lasting.NOTHING : responder.lasting();
    }

    /** What it plans against a sample source, to be looked at and never carried out. */
    public List<Effect> sample(String name) {
        return planned(name, Part.BLOCK);
    }

    /** Forgets all classes; to be called after the last response. */
    @Override
    public void close() {
        loaded.values().forEach(Responder::close);
    }

    private Planned plan(String name, Part part, Warrant warrant) {
        Responder responder = loaded.get(name);
        return responder == null
                ? Planned.failed(
                        new Problem("", 0, 0, name + " is not loaded", "name it in settings and reload"),
                        Planned.Fault.SETTING)
                : responder.plan(part, warrant);
    }

    /** Run-only verdicts are never released, so what must be undone one day may not come of them. */
    private static Optional<String> unfit(Verdict verdict, Planned planned) {
        if (!(verdict instanceof Verdict.Run)) return Optional.empty();
        return planned.effects().stream()
                .filter(effect -> effect instanceof Effect.Nft || effect instanceof Effect.AppendLine)
                .map(effect -> "a run-only verdict is never released, so nothing may come of it that stays")
                .findFirst();
    }

    /** What a responder says it cannot do is refused, in a rehearsal too: no runner could. */
    private static void add(Order order, Response response) {
        if (order.effect() instanceof Effect.Cannot cannot)
            response.add(order.became(Outcome.State.REFUSED, cannot.why()));
        else response.add(order);
    }
}
