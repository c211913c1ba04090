package portcullis.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portcullis.config.Form;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;
import portcullis.fact.Problem.Weight;

/**
 * Rules and responders that scenarios expect and nobody has: a slip of the pen, or something that was renamed. Each name is told once, where it
 * stands first; as a warning, since the scenarios may be of other rules than those at hand.
 */
public final class Misnamed {
    private static final Set<String> OF_RULES = Set.of("alarm", "shadow");
    private static final Set<String> OF_RESPONDERS = Set.of("block", "run", "release");
    private static final Set<String> OF_ONE = Set.of("failed", "withheld");

    private final Set<String> rules;
    private final Set<String> responders;
    private final boolean all;
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    /**
     * @param rules the ids of all; where there are none, nobody is misnamed, as the rules could not be read
     * @param all whether to tell of those, too, whose names are like no other
     */
    public Misnamed(Collection<String> rules, Collection<String> responders, boolean all) {
        this.all = all;
        this.rules = new TreeSet<>(rules);
        this.responders = new TreeSet<>(responders);
    }

    public void look(Scenario scenario) {
        scenario.expectations().forEach((number, line) -> look(scenario, number, line));
    }

    public List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    private void look(Scenario scenario, int number, String line) {
        List<String> words = List.of(line.replaceAll("\\s+#\\s.*", "").strip().split("\\s+"));
        int what = words.size() > 1 && words.get(1).equals("would") ? 2 : 1;
        if (words.size() <= what + 1) return;
        String happens = words.get(what);
        if (OF_ONE.contains(happens)) responder(scenario, number, line, words.get(what + 1));
        if (words.size() <= what + 2) return;
        if (OF_RULES.contains(happens) && !rules.isEmpty() && !rules.contains(words.get(what + 2)))
            add(scenario, number, line, words.get(what + 2), "rule", rules);
        if (OF_RESPONDERS.contains(happens))
            words.stream()
                    .skip(what + 2L)
                    .filter(word -> Form.span(word).isEmpty())
                    .forEach(word -> responder(scenario, number, line, word));
    }

    private void responder(Scenario scenario, int number, String line, String word) {
        if (!responders.isEmpty() && !responders.contains(word))
            add(scenario, number, line, word, "responder", responders);
    }

    private void add(Scenario scenario, int number, String line, String word, String what, Set<String> known) {
        if (all || Nearest.to(word, known).isPresent())
            problems.putIfAbsent(
                    what + " " + word,
                    new Problem(
                            Weight.WARNING,
                            scenario.file().toString(),
                            number,
                            line.indexOf(word) + 1,
                            "no " + what + " is called `" + word + "`, and this scenario expects it",
                            Nearest.hint(word, known, "nothing, if these scenarios are of others")));
    }
}
