package portcullis.detect.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portcullis.fact.Problem;

/**
 * A part of a rule, as {@link DrlCode} has it.
 *
 * @param offset where it begins in the file's text
 */
record Passage(RuleText text, int offset, String words) {
    private static final Pattern WHEN = Pattern.compile("\\bwhen\\b");
    private static final Pattern THEN = Pattern.compile("\\bthen\\b");
    private static final Pattern END = Pattern.compile("(?m)^\\s*end\\b");

    /** From the rule's {@code when} to its {@code then}; empty where it has no condition. */
    static Passage conditions(RuleText text, int ruleStart) {
        String code = DrlCode.of(text.text());
        int then = first(THEN, code, ruleStart);
        int when = first(WHEN, code, ruleStart);
        return when > then ? new Passage(text, then, "") : new Passage(text, when, code.substring(when, then));
    }

    /** From its {@code then} to its {@code end}. */
    static Passage consequence(RuleText text, int ruleStart) {
        String code = DrlCode.of(text.text());
        int then = first(THEN, code, ruleStart);
        return new Passage(text, then, code.substring(then, first(END, code, then)));
    }

    private static int first(Pattern word, String code, int from) {
        Matcher found = word.matcher(code);
        return found.find(from) ? found.start() : code.length();
    }

    Problem problem(int position, String found, String hint) {
        return text.problem(offset + position, found, hint);
    }

    int end() {
        return offset + words.length();
    }
}
