package portcullis.detect.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Problem;

/** What rules may not do: import anything but facts and plain Java values, print, or order themselves by numbers. */
final class RuleStyle {
    private static final Pattern IMPORT =
            Pattern.compile("^\\s*import\\s+(?!portcullis\\.fact\\.|java\\.util\\.|java\\.time\\.)(\\S+)");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(salience|agenda-group|lock-on-active|eval|global|System\\.|Runtime\\.|Thread\\b|Class\\.forName)");

    private RuleStyle() {}

    static void check(RuleText text, List<Problem> problems) {
        String[] lines = text.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String code = lines[i].replaceAll("\"[^\"]*\"", "\"\"").replaceAll("//.*", "");
            Matcher imported = IMPORT.matcher(code);
            if (imported.find()) {
                problems.add(new Problem(
                        text.name(),
                        i + 1,
                        0,
                        "imports " + imported.group(1),
                        "rules see portcullis.fact, java.util and java.time only"));
            }
            Matcher word = FORBIDDEN.matcher(code);
            if (word.find()) {
                problems.add(new Problem(
                        text.name(),
                        i + 1,
                        word.start() + 1,
                        word.group(1) + " stands in a rule",
                        "conditions decide and consequences insert; see docs/writing-rules.md"));
            }
        }
    }
}
