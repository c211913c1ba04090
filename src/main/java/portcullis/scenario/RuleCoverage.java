package portcullis.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portcullis.fact.Exercised;

/** What many scenarios together show of rules and responders. */
public final class RuleCoverage {
    private static final double NEARLY = 0.5;

    private final Map<String, OfRule> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> responders = new TreeMap<>();

    /**
     * What is shown of one rule.
     *
     * @param fired the scenarios in which it fired
     * @param nearly those in which it did not, and came at least half the way to it about some source
     */
    public record OfRule(String id, List<String> fired, List<String> nearly, List<OfCondition> conditions) {}

    /** What is shown of one condition. @param text with the numbers of the first scenario */
    public record OfCondition(String text, boolean isEverTrue, boolean isEverFalse) {
        OfCondition and(Exercised.Condition seen) {
            return new OfCondition(text, isEverTrue || seen.met(), isEverFalse || seen.missed());
        }
    }

    public void add(Tested tested) {
        tested.responders()
                .forEach(name ->
                        responders.computeIfAbsent(name, n -> new ArrayList<>()).add(tested.name()));
        tested.exercised().forEach(rule -> add(rule, tested.name()));
    }

    private void add(Exercised seen, String scenario) {
        OfRule before = rules.computeIfAbsent(
                seen.rule(), id -> new OfRule(id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        if (seen.fired()) before.fired().add(scenario);
        else if (seen.nearest() >= NEARLY) before.nearly().add(scenario);
        for (int i = 0; i < seen.conditions().size(); i++) {
            Exercised.Condition condition = seen.conditions().get(i);
            if (i == before.conditions().size())
                before.conditions().add(new OfCondition(condition.text(), false, false));
            before.conditions().set(i, before.conditions().get(i).and(condition));
        }
    }

    public List<OfRule> rules() {
        return List.copyOf(rules.values());
    }

    /** The scenarios in which each responder planned something. */
    public Map<String, List<String>> responders() {
        return responders;
    }
}
