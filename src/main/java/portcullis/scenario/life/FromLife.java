package portcullis.scenario.life;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import portcullis.config.Settings;
import portcullis.fact.Address;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.journal.Sighted;
import portcullis.scenario.Rehearsal;
import portcullis.scenario.Scenario;
import portcullis.watch.Rehearsals;

/**
 * Writes the smallest scenario that shows the same about a source as its touches do. Each candidate is a scenario's text, read and played as
 * {@code portcullis test} does, so what comes out passes there.
 */
public final class FromLife {
    private static final int MOST_ACTS = 4_000;
    private static final int MOST_TRIALS = 3_000;
    private static final Path NOWHERE = Path.of("from-life.scenario");
    /** Which setting says what the guard of a live host knew by itself. */
    private static final Map<String, String> SPARED_BY = Map.of(
            "the host's gateway", "block.gateways",
            "one of the host's name servers", "block.resolvers",
            "the host's DHCP server", "block.never",
            "one of the host's time servers", "block.never",
            "an administrator is logged in from there", "block.never",
            "listed in block.never", "block.never");

    private final Rehearsals rehearsals;
    private final Shortening shortening = new Shortening(MOST_TRIALS);

    public FromLife(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    /**
     * What is asked for.
     *
     * @param account what is known of the source
     * @param others what others touched at the same time, for what takes several
     * @param settings those by which it was watched
     * @param rule the only rule whose alarm matters; all that told of it where none is named
     * @param isAnonymous whether addresses get other names
     */
    public record Wish(
            Account account, List<Sighted> others, Settings settings, Optional<String> rule, boolean isAnonymous) {
        public Wish {
            others = List.copyOf(others);
        }
    }

    /**
     * What came of it.
     *
     * @param lines the scenario
     * @param doubts where it may not be what was asked for; empty where it is
     * @param isShown whether it shows what the journal says
     */
    public record Written(List<String> lines, List<String> doubts, boolean isShown) {}

    public Written write(Wish wish) throws Refused {
        Address about = wish.account().source();
        Script whole = new Script(
                about, guarded(wish), unambiguous(Act.of(wish.account().touches(), MOST_ACTS)));
        List<String> told = told(wish);
        Likeness shown = played(whole);
        if (!shown.told().keySet().containsAll(told) && !wish.others().isEmpty()) {
            whole = whole.with(unambiguous(Act.of(wish.others(), MOST_ACTS)));
            shown = played(whole);
        }
        List<String> doubts = new ArrayList<>();
        List<String> missing = new ArrayList<>(told);
        missing.removeAll(shown.told().keySet());
        if (!missing.isEmpty())
            doubts.add("these touches do not make " + String.join(", ", missing)
                    + " tell of it again: rules or settings are others, or what they need is not kept");
        Likeness wanted = wish.rule().map(shown::only).orElse(shown);
        Script smallest = smallest(whole, wanted);
        if (shortening.isExhausted())
            doubts.add("it may be larger than it must be: " + MOST_TRIALS + " trials were not enough");
        return written(smallest, wanted, wish.isAnonymous(), doubts, missing.isEmpty());
    }

    /** The rules that told of it in life. */
    private static List<String> told(Wish wish) {
        return wish.account().said().stream()
                .filter(line -> line.what().equals("alarm") && !line.who().equals("by-hand"))
                .map(line -> line.who())
                .filter(rule -> wish.rule().isEmpty() || wish.rule().get().equals(rule))
                .distinct()
                .toList();
    }

    private static Map<String, String> guarded(Wish wish) {
        Map<String, String> settings = new LinkedHashMap<>(wish.settings().changed());
        wish.account().said().stream()
                .filter(line -> line.what().equals("spare"))
                .map(line -> Optional.ofNullable(SPARED_BY.get(line.text())))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(path -> settings.merge(
                        path,
                        "[\"" + wish.account().source() + "\"]",
                        (before, added) -> before.equals("[]")
                                ? added
                                : before.substring(0, before.length() - 1) + ", " + added.substring(1)));
        return settings;
    }

    /** A scenario serves a port from its beginning to its end: one that was touched while nobody served it is not served. */
    private static List<Act> unambiguous(List<Act> acts) {
        Set<List<Object>> unserved = acts.stream()
                .filter(act -> !act.isServed())
                .map(act -> List.<Object>of(act.transport(), act.port()))
                .collect(Collectors.toSet());
        return acts.stream()
                .filter(act -> !act.isServed() || !unserved.contains(List.<Object>of(act.transport(), act.port())))
                .toList();
    }

    private Script smallest(Script whole, Likeness wanted) throws Refused {
        Script script = whole.with(shortening.shortest(whole.acts(), left -> shows(whole.with(left), wanted)));
        long begin = script.acts().isEmpty() ? 0 : script.acts().get(0).nanos();
        script = changed(script, act -> act.at(act.nanos() - begin), wanted);
        script = changed(script, act -> act.from(0), wanted);
        script = changed(script, act -> act.at(act.nanos() / 1_000_000_000L * 1_000_000_000L), wanted);
        for (String setting : List.copyOf(script.settings().keySet())) script = without(script, setting, wanted);
        return script;
    }

    private Script changed(Script script, UnaryOperator<Act> change, Likeness wanted) {
        Script other = script.with(script.acts().stream().map(change).toList());
        return shows(other, wanted) ? other : script;
    }

    /** Only what leaves the rules as they are: compiling them anew takes seconds, and what they were told is part of the story. */
    private Script without(Script script, String setting, Likeness wanted) throws Refused {
        Script other = script.without(setting);
        boolean isSame = rehearsals.hasSameRules(
                scenario(script).settings(), scenario(other).settings());
        return isSame && shows(other, wanted) ? other : script;
    }

    private Written written(Script script, Likeness wanted, boolean isAnonymous, List<String> doubts, boolean isShown)
            throws Refused {
        Script named = isAnonymous ? Alias.of(script) : script;
        List<String> lines = named.lines(wanted.sentence(named.about()));
        Rehearsal.Result result = Rehearsal.play(Scenario.of(NOWHERE, lines), rehearsals, Set.of(named.about()));
        if (!result.problems().isEmpty()) throw new Refused(result.problems());
        boolean isSame = wanted.isIn(Likeness.of(named.about(), result));
        if (!isSame) doubts.add("under other names it does not show the same");
        List<String> whole = new ArrayList<>(lines);
        whole.addAll(result.happened());
        return new Written(whole, doubts, isShown && isSame);
    }

    private boolean shows(Script script, Likeness wanted) {
        try {
            return wanted.isIn(played(script));
        } catch (Refused broken) { // one that cannot be read shows nothing
            return false;
        }
    }

    private Likeness played(Script script) throws Refused {
        Rehearsal.Result result = Rehearsal.play(scenario(script), rehearsals, Set.of(script.about()));
        List<Problem> problems = result.problems();
        if (!problems.isEmpty()) throw new Refused(problems);
        return Likeness.of(script.about(), result);
    }

    private static Scenario scenario(Script script) throws Refused {
        return Scenario.of(NOWHERE, script.lines("a trial"));
    }
}
