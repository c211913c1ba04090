package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;

/**
 * Finds the word for which the compiler refused a rule. It is asked only then: the compiler decides what is right, and this says in
 * words of rules, and at its place, what is not.
 */
final class RuleWords {
    private static final Pattern WORD = Pattern.compile("(?<![\\w.$])([a-z]\\w*)\\b(?!\\s*:)");
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z]\\w*)\\.([A-Z][A-Z_0-9]*)\\b");
    private static final Pattern BOUND = Pattern.compile("(\\$\\w+)\\s*:");
    private static final Pattern NAME = Pattern.compile("\\$\\w+");
    /** What stands in a constraint and is no part of a fact: DRL's operators. */
    private static final Set<String> OPERATORS = Set.of(
            ("in not matches contains excludes memberOf soundslike str startsWith endsWith length this null true false new instanceof"
                            + " and or after before coincides during finishes finishedby includes meets metby overlaps overlappedby starts"
                            + " startedby")
                    .split(" "));

    private final RuleText text;
    private final Set<String> declared;
    private final List<Problem> problems = new ArrayList<>();

    /** @param declared the facts that rules declare for themselves */
    RuleWords(RuleText text, Set<String> declared) {
        this.text = text;
        this.declared = declared;
    }

    /** What can be named; nothing where the fault lies elsewhere. */
    List<Problem> of(RuleDescr rule) {
        patterns(rule.getLhs()).forEach(this::pattern);
        int start = Math.max(0, rule.getStartCharacter());
        Passage conditions = Passage.conditions(text, start);
        Passage consequence = Passage.consequence(text, start);
        constants(conditions);
        constants(consequence);
        names(conditions, consequence);
        return problems;
    }

    /** Every pattern below, those within accumulates among them. */
    static List<PatternDescr> patterns(BaseDescr below) {
        List<PatternDescr> patterns = new ArrayList<>();
        if (below instanceof PatternDescr pattern) {
            patterns.add(pattern);
            if (pattern.getSource() instanceof AccumulateDescr accumulate)
                patterns.addAll(patterns(accumulate.getInput()));
        }
        if (below instanceof ConditionalElementDescr element)
            for (Object each : element.getDescrs()) patterns.addAll(patterns((BaseDescr) each));
        return patterns;
    }

    private void pattern(PatternDescr pattern) {
        String type = pattern.getObjectType();
        int at = position(type, pattern.getStartCharacter());
        if (Vocabulary.facts().contains(type)) {
            if (!isImported(type))
                problem(at, type + " is not imported", "write `import portcullis.fact.*` below the package");
            pattern.getDescrs().forEach(constraint -> constraint(type, constraint));
        } else if (!declared.contains(type)) {
            Set<String> known = new TreeSet<>(Vocabulary.facts());
            known.addAll(declared);
            Nearest.to(type, known)
                    .filter(near -> !text.text().contains("import java.")) // else it may be one of Java's
                    .ifPresent(near -> problem(at, "unknown fact `" + type + "`", Nearest.hint(type, known, "")));
        }
    }

    private boolean isImported(String type) {
        return text.text().matches("(?s).*\\bimport\\s+portcullis\\.fact\\.(\\*|" + type + "\\b).*");
    }

    private void constraint(String type, BaseDescr constraint) {
        if (!(constraint instanceof ExprConstraintDescr)) return;
        Set<String> parts = Vocabulary.parts(type).orElseThrow();
        int from = constraint.getStartCharacter();
        String code = DrlCode.of(text.text().substring(from, constraint.getEndCharacter() + 1));
        Matcher word = WORD.matcher(code);
        while (word.find()) {
            String found = word.group(1);
            if (parts.contains(found) || OPERATORS.contains(found)) continue;
            problem(
                    from + word.start(1),
                    "unknown field `" + found + "` of " + type,
                    Nearest.hint(found, parts, "docs/facts.md has the parts of each fact"));
        }
    }

    private void constants(Passage passage) {
        Matcher constant = CONSTANT.matcher(passage.words());
        while (constant.find()) {
            Optional<List<String>> known = Vocabulary.constants(constant.group(1));
            if (known.isEmpty() || known.get().contains(constant.group())) continue;
            problems.add(passage.problem(
                    constant.start(),
                    "unknown value `" + constant.group() + "`",
                    Nearest.hint(constant.group(), known.get(), "docs/facts.md has them")));
        }
    }

    /** Names such as {@code $source} that nothing stands behind. */
    private void names(Passage conditions, Passage consequence) {
        Set<String> bound = new HashSet<>();
        for (Passage passage : List.of(conditions, consequence)) {
            Matcher binding = BOUND.matcher(passage.words());
            while (binding.find()) bound.add(binding.group(1));
            Matcher local = Pattern.compile("\\b\\w+\\s+(\\$\\w+)\\s*[=;:]").matcher(passage.words());
            while (local.find()) bound.add(local.group(1)); // a variable of the consequence
        }
        List.of(conditions, consequence).forEach(passage -> {
            Matcher name = NAME.matcher(passage.words());
            while (name.find()) {
                if (bound.add(name.group()))
                    problems.add(passage.problem(
                            name.start(),
                            "`" + name.group() + "` is bound by no condition",
                            Nearest.hint(
                                    name.group(),
                                    without(bound, name.group()),
                                    "bind it: `" + name.group() + " : Source( ... )`")));
            }
        });
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> others = new TreeSet<>(names);
        others.remove(name);
        return others;
    }

    private int position(String word, int from) {
        Matcher found = Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text.text());
        return found.find(Math.max(0, from)) ? found.start() : Math.max(0, from);
    }

    private void problem(int at, String found, String hint) {
        problems.add(text.problem(at, found, hint));
    }
}
