package portcullis.detect.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Problem;

/** What rules may not do: import anything but facts and plain Java values, print, or order themselves by numbers. */
final class RuleStyle {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^[ \t]*import[ \t]+(?!portcullis\\.fact\\.|java\\.util\\.|java\\.time\\.)([^\\s;]+)");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(salience|agenda-group|activation-group|ruleflow-group|auto-focus|lock-on-active|eval|global|System\\.|Runtime\\.|Thread\\b|Class\\.forName)");

    private RuleStyle() {}

    static void check(RuleText text, List<Problem> problems) {
        String code = DrlCode.of(text.text());
        Matcher imported = IMPORT.matcher(code);
        while (imported.find())
            problems.add(text.problem(
                    imported.start(1),
                    "imports " + imported.group(1),
                    "rules see portcullis.fact, java.util and java.time only"));
        Matcher word = FORBIDDEN.matcher(code);
        while (word.find())
            problems.add(text.problem(
                    word.start(),
                    word.group(1) + " stands in a rule",
                    "conditions decide and consequences insert; see docs/writing-rules.md"));
    }
}
