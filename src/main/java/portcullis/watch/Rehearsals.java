package portcullis.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.detect.Detector;
import portcullis.detect.Surroundings;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleCard;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Address;
import portcullis.fact.Host;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.journal.Journal;
import portcullis.respond.Policies;
import portcullis.respond.Rehearsal;
import portcullis.respond.Responders;

/**
 * Wires the rooms for what was recorded: the same line as live traffic takes, with a runner that runs nothing. Rules are compiled and
 * responders loaded once for all rehearsals that share them.
 */
public final class Rehearsals implements AutoCloseable {
    private final Path rules;
    private final Path policies;
    private final Optional<Path> cache;
    private final ExecutorService threads = Executors.newCachedThreadPool(Rehearsals::daemon);
    private final Once<List<RuleText>> texts = new Once<>();
    /** Two sets of numbers may come to the same text; to write them in costs more than to look them up. */
    private final Map<Map<String, String>, Once<RuleBase>> byNumbers = new ConcurrentHashMap<>();

    private final Map<List<RuleText>, Once<RuleBase>> ruleBases = new ConcurrentHashMap<>();
    private final Set<List<Object>> known = ConcurrentHashMap.newKeySet();
    private final Map<List<Object>, Once<Responders>> responders = new ConcurrentHashMap<>();

    /**
     * @param rules folder of DRL files
     * @param policies folder of responders
     * @param cache where compiled rules and responders are kept, if anywhere
     */
    public Rehearsals(Path rules, Path policies, Optional<Path> cache) {
        this.rules = rules;
        this.policies = policies;
        this.cache = cache;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "responder");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws Refused with the problems of rules and of responders together */
    public Stage open(Settings settings, Host host, Journal journal) throws Refused {
        return open(settings, host, journal, Following.NOBODY);
    }

    /** The same; what these sources do is kept for their stories. */
    public Stage open(Settings settings, Host host, Journal journal, Set<Address> followed) throws Refused {
        return open(settings, host, journal, Following.of(followed));
    }

    /** The same; what those who are followed do is kept for their stories. */
    public Stage open(Settings settings, Host host, Journal journal, Following following) throws Refused {
        return open(settings, host, journal, following, Long.MAX_VALUE);
    }

    /** The same of so many packets at most: what can be remembered of them needs no more room. */
    public Stage open(Settings settings, Host host, Journal journal, Following following, long packets) throws Refused {
        List<Problem> problems = new ArrayList<>();
        Optional<RuleBase> base = attempt(() -> ruleBase(settings), problems);
        Optional<Responders> loaded = attempt(() -> responders(settings), problems);
        if (base.isEmpty() || loaded.isEmpty()) throw new Refused(problems);
        Wiring wiring = new Wiring(settings);
        Responders demanding = loaded.get().demanding(settings.demands());
        Detector detector = new Detector(
                base.get(),
                settings.facts(),
                new Surroundings(host, wiring.heldTcp(), 0),
                wiring.memory().of(packets));
        if (following.everybody()) detector.followEverybody();
        else detector.follow(following.sources());
        Noted noted = new Noted(following.sources());
        if (!following.sources().isEmpty()) detector.tell(noted);
        Pipeline pipeline = new Pipeline(
                detector, wiring.judge(host.watched(), demanding), demanding, wiring.names(), new Rehearsal(), journal);
        return new Stage(pipeline, detector, noted);
    }

    /** Loads rules, and beside them responders, so that what is wrong with them is told before anything long begins. */
    public void prepare(Settings settings) throws Refused {
        List<Problem> problems = new ArrayList<>();
        Beside<Responders> beside = Beside.begin(threads, () -> responders(settings));
        attempt(() -> ruleBase(settings), problems);
        attempt(beside::get, problems);
        if (!problems.isEmpty()) throw new Refused(problems);
    }

    /** Whether the rules read the same under both settings. */
    public boolean hasSameRules(Settings some, Settings others) throws Refused {
        return rendered(some.literals()).equals(rendered(others.literals()));
    }

    /** What {@link #checkFolders} finds, and whether the responders that settings name can be used with them. */
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(checkFolders(settings));
        problems.addAll(new Secrets(settings).problemsHere());
        attempt(() -> responders(settings), problems);
        return problems.stream().distinct().toList();
    }

    /**
     * Every problem of the rules and of all responders of the folder, named in settings or not; and what is taken and will hurt, or
     * rests.
     */
    public List<Problem> checkFolders(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        attempt(() -> ruleBase(settings), problems).ifPresent(base -> {
            attempt(() -> rendered(settings.literals()), problems)
                    .ifPresent(rendered -> problems.addAll(base.remarks(rendered, Set.copyOf(settings.modes()))));
            problems.addAll(RuleTrial.problems(base, settings, rules));
        });
        Policies folder = new Policies(policies, settings.options(), cache, settings.span(Key.RESPONDER_LIMIT));
        attempt(() -> Responders.problems(folder, threads), problems).ifPresent(problems::addAll);
        return problems;
    }

    /** The ids of all rules; none where they cannot be read. */
    public List<String> ruleIds(Settings settings) {
        return attempt(() -> ruleBase(settings), new ArrayList<>())
                .map(base -> base.cards().stream().map(RuleCard::id).toList())
                .orElse(List.of());
    }

    /** The names of all responders of the folder; none where it cannot be read. */
    public List<String> responderNames() {
        return attempt(() -> Policies.in(policies).names(), new ArrayList<>()).orElse(List.of());
    }

    private static <T> Optional<T> attempt(Beside.Loading<T> loading, List<Problem> problems) {
        try {
            return Optional.of(loading.load());
        } catch (Refused refused) {
            problems.addAll(refused.problems());
            return Optional.empty();
        }
    }

    private RuleBase ruleBase(Settings settings) throws Refused {
        Map<String, String> literals = settings.literals();
        return byNumbers.computeIfAbsent(literals, numbers -> new Once<>()).load(() -> ruleBase(rendered(literals)));
    }

    private RuleBase ruleBase(List<RuleText> rendered) throws Refused {
        return ruleBases.computeIfAbsent(rendered, text -> new Once<>()).load(() -> RuleBase.of(rendered, cache));
    }

    /** The folder is read once, so that all rehearsals are of the same rules. */
    private List<RuleText> rendered(Map<String, String> literals) throws Refused {
        return RuleBase.rendered(texts.load(() -> RuleText.readAll(rules)), literals);
    }

    private Responders responders(Settings settings) throws Refused {
        List<String> names = new Wiring(settings)
                .names().values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .toList();
        Policies folder = new Policies(policies, settings.options(), cache, settings.span(Key.RESPONDER_LIMIT));
        List<Object> named = List.of(names, settings.demands().keySet());
        if (!known.contains(named)) new Wiring(settings).refuseStrangeNames(folder);
        known.add(named);
        List<Object> key = List.of(names, settings.options(), settings.span(Key.RESPONDER_LIMIT));
        return responders.computeIfAbsent(key, k -> new Once<>()).load(() -> Responders.load(folder, names, threads));
    }

    /** Loaded by whoever comes first; the others wait for it, and for nothing else. */
    private static final class Once<T> {
        private Optional<T> loaded = Optional.empty();

        synchronized T load(Beside.Loading<T> loading) throws Refused {
            if (loaded.isEmpty()) loaded = Optional.of(loading.load());
            return loaded.get();
        }

        synchronized Optional<T> loaded() {
            return loaded;
        }
    }

    @Override
    public void close() {
        responders.values().forEach(once -> once.loaded().ifPresent(Responders::close));
        threads.shutdownNow();
    }
}
