package portcullis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import portcullis.fact.Words;
import portcullis.scenario.RuleCoverage;

/** Tells what scenarios show of rules and responders, and what they leave in the dark. */
final class CoverageSentences {
    private static final int MOST_NAMES = 3;

    private CoverageSentences() {}

    /** @param responders all that there are */
    static void print(RuleCoverage coverage, List<String> responders, PrintWriter out) {
        out.println();
        coverage.rules().forEach(rule -> print(rule, out));
        TreeSet<String> names = new TreeSet<>(responders);
        names.addAll(coverage.responders().keySet());
        for (String name : names)
            line(
                    out,
                    "responder",
                    name,
                    "planned in " + names(coverage.responders().getOrDefault(name, List.of())));
        long conditions = coverage.rules().stream()
                .mapToLong(rule -> rule.conditions().size())
                .sum();
        out.println(
                "judged: " + Words.count(conditions, "condition")
                        + " that compare a measure of a source with a number. Not judged: told( ... ), and what is asked of any other fact");
        out.println();
    }

    private static void print(RuleCoverage.OfRule rule, PrintWriter out) {
        String nearly = rule.conditions().isEmpty() ? "" : "; nearly in " + names(rule.nearly());
        line(out, "rule", rule.id(), "fired in " + names(rule.fired()) + nearly);
        for (RuleCoverage.OfCondition condition : rule.conditions()) {
            if (!condition.isEverTrue() && !condition.isEverFalse()) dark(out, "never asked", condition);
            else if (!condition.isEverTrue()) dark(out, "never true", condition);
            else if (!condition.isEverFalse()) dark(out, "never false", condition);
        }
    }

    private static void dark(PrintWriter out, String what, RuleCoverage.OfCondition condition) {
        out.printf("          %-24s   %s%n", what, condition.text());
    }

    private static void line(PrintWriter out, String what, String name, String words) {
        out.printf("%-9s %-26s %s%n", what, name, words);
    }

    private static String names(List<String> scenarios) {
        if (scenarios.isEmpty()) return "none";
        String first = String.join(", ", scenarios.subList(0, Math.min(MOST_NAMES, scenarios.size())));
        return scenarios.size() + " (" + first + (scenarios.size() > MOST_NAMES ? ", ..." : "") + ")";
    }
}
