package portcullis.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import portcullis.config.Key;
import portcullis.config.Settings;
import portcullis.detect.rules.RuleBase;
import portcullis.detect.rules.RuleText;
import portcullis.fact.Effect;
import portcullis.fact.Problem;
import portcullis.fact.Refused;
import portcullis.fact.Verdict;
import portcullis.respond.Lasting;
import portcullis.respond.Ownership;
import portcullis.respond.Policies;
import portcullis.respond.Responders;
import portcullis.respond.host.Table;

/**
 * What an administrator writes, read and compiled as one: settings, rules, responders. A reload reads a second one aside.
 *
 * @param texts the rules as they are written
 * @param scripts the responders as they are written, by their names
 */
record Rulebook(
        Settings settings, RuleBase rules, Responders responders, List<RuleText> texts, Map<String, String> scripts) {
    Rulebook {
        texts = List.copyOf(texts);
        scripts = Map.copyOf(scripts);
    }

    /**
     * Reads all of it; nothing in force changes.
     *
     * @throws Refused with every problem of the first of them that has any
     */
    static Rulebook read(Plan plan, ExecutorService threads) throws Refused {
        Settings read = plan.settings().read();
        Settings settings = plan.arming().hard() ? read.hard() : read;
        if (plan.arming().enforce()) {
            refuseForeign(plan);
            List<Problem> flaws = new Secrets(settings).problems();
            if (!flaws.isEmpty()) throw new Refused(flaws);
        }
        Policies folder =
                new Policies(plan.policies(), settings.options(), plan.cache(), settings.span(Key.RESPONDER_LIMIT));
        Set<String> names = new LinkedHashSet<>();
        new Wiring(settings).names().values().forEach(names::addAll);
        Beside<Responders> beside = Beside.begin(threads, () -> Responders.load(folder, List.copyOf(names), threads));
        Rulebook book;
        boolean whole = false;
        try {
            List<RuleText> texts = RuleText.readAll(plan.rules());
            RuleBase rules =
                    tried(RuleBase.of(RuleBase.rendered(texts, settings.literals()), plan.cache()), settings, plan);
            new Wiring(settings).refuseStrangeNames(folder);
            book = new Rulebook(
                    settings, rules, beside.get().demanding(settings.demands()), texts, folder.texts(names));
            whole = true;
        } finally {
            if (!whole) beside.leave(Responders::close);
        }
        if (plan.arming().confirm().isPresent()) book.refuseEndless();
        return book;
    }

    private static RuleBase tried(RuleBase rules, Settings settings, Plan plan) throws Refused {
        List<Problem> trial = RuleTrial.problems(rules, settings, plan.rules());
        if (!trial.isEmpty()) throw new Refused(trial);
        return rules;
    }

    /** What others can write would run with our privileges. */
    private static void refuseForeign(Plan plan) throws Refused {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(Ownership.problems(plan.rules(), plan.user()));
        problems.addAll(Ownership.problems(plan.policies(), plan.user()));
        if (!problems.isEmpty()) throw new Refused(problems.stream().distinct().toList());
    }

    /** A trial ends also where the watcher is killed: then only what ends by itself does. */
    private void refuseEndless() throws Refused {
        List<Problem> problems = blocking().stream()
                .filter(name -> responders.lasting(name) == Lasting.ON_RELEASE)
                .map(name -> new Problem(
                        "responders",
                        0,
                        0,
                        name + " makes blocks that do not end by themselves",
                        "leave out --confirm, or it"))
                .toList();
        if (!problems.isEmpty()) {
            responders.close();
            throw new Refused(problems);
        }
    }

    /** What stands in each rule, by its id, without comments and layout. */
    Map<String, String> bodies() {
        return rules.bodies(texts);
    }

    /** Whether rules and responders are the same, whatever settings say. */
    boolean isWrittenAs(Rulebook other) {
        return texts.equals(other.texts) && scripts.equals(other.scripts);
    }

    Wiring wiring() {
        return new Wiring(settings);
    }

    /** The responders to a block, in the order of settings. */
    List<String> blocking() {
        return wiring().names().get(Verdict.Block.class);
    }

    /** Those of them whose blocks last. */
    List<String> lasting() {
        return blocking().stream()
                .filter(name -> responders.lasting(name) != Lasting.NOTHING)
                .toList();
    }

    /** Whether this responder's blocks end with nothing of ours running. */
    boolean endsByItself(String name) {
        return responders.lasting(name) == Lasting.BY_ITSELF;
    }

    /** Whether this responder's blocks are elements of our sets, so that the kernel tells whether they are there. */
    boolean isInOurTable(String name) {
        List<Effect> effects = responders.sample(name);
        return !effects.isEmpty() && effects.stream().allMatch(Table::holds);
    }
}
