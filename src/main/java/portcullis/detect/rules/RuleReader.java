package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;
import portcullis.fact.Problem;

/** Reads rules without compiling them, in milliseconds: who they are, what they measure, and what is wrong with their form. */
final class RuleReader {
    private static final Pattern ALARM_ID = Pattern.compile("new\\s+Alarm\\s*\\([^\"]*,\\s*\"([^\"]*)\"");

    private static final Pattern OTHER_DEEDS =
            Pattern.compile("\\b(insert|insertLogical|update|modify|delete|retract)\\s*\\(");

    private static final Pattern SAYS_OR_NOT =
            Pattern.compile("\\|\\||!\\s*\\(|\\bor\\b|\\bnot\\b|\\bexists\\b|\\bforall\\b|\\?");

    private final List<Problem> problems = new ArrayList<>();
    private final List<RuleCard> cards = new ArrayList<>();
    private final MeasureReader measures = new MeasureReader();
    private final Map<String, String> whereId = new HashMap<>();
    private final Map<String, String> whereName = new HashMap<>();
    private final PortSteps portSteps = new PortSteps();
    private boolean namesProbe;

    /** Reads one file; its problems are collected, and what can be read of it is kept. */
    void read(RuleText text) {
        RuleStyle.check(text, problems);
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, text.text());
        } catch (DroolsParserException e) {
            problems.add(new Problem(text.name(), 0, 0, String.valueOf(e.getMessage()), ""));
            return;
        }
        if (parser.hasErrors()) {
            parser.getErrors().forEach(error -> syntax(text, error));
        } else if (parsed != null) {
            parsed.getRules().forEach(rule -> read(text, rule));
        }
    }

    private void syntax(RuleText text, DroolsError error) {
        if (error.getMessage().contains("null Package")) return; // follows from the error before it
        int line = error.getLines().length > 0 ? error.getLines()[0] : 0;
        problems.add(new Problem(
                text.name(),
                line,
                SyntaxText.column(error.getMessage()),
                SyntaxText.plain(error.getMessage()),
                "see docs/writing-rules.md"));
    }

    private void read(RuleText text, RuleDescr rule) {
        String where = text.name() + ":" + rule.getLine();
        String id = annotation(rule, "id");
        for (String wanted : List.of("id", "why", "mistaken", "forgeable")) {
            if (annotation(rule, wanted).isEmpty()) {
                problems.add(new Problem(
                        text.name(),
                        rule.getLine(),
                        0,
                        "rule \"" + rule.getName() + "\" has no @" + wanted,
                        "write @" + wanted + "( \"...\" ) below its name"));
            }
        }
        unique(whereId, id, "id", text, rule, where);
        unique(whereName, rule.getName(), "name", text, rule, where);
        Matcher alarm = ALARM_ID.matcher(String.valueOf(rule.getConsequence()));
        while (alarm.find()) {
            if (!alarm.group(1).equals(id)) {
                problems.add(new Problem(
                        text.name(),
                        rule.getLine(),
                        0,
                        "rule \"" + id + "\" raises an alarm of \"" + alarm.group(1) + "\"",
                        "give the alarm the rule's own id"));
            }
        }
        String conditions = conditions(text, rule);
        namesProbe |= conditions.matches("(?s).*\\bProbe\\s*\\(.*");
        MeasureReader.Named read =
                measures.read(text, rule.getLine(), conditions, String.valueOf(rule.getConsequence()), problems);
        portSteps.read(conditions, String.valueOf(rule.getConsequence()));
        List<Measure> named = read.measures();
        int modes = named.stream().mapToInt(Measure::modes).reduce(0, (a, b) -> a | b);
        boolean endless = named.stream().anyMatch(measure -> measure.lookback() == 0);
        int seconds =
                endless ? 0 : named.stream().mapToInt(Measure::lookback).max().orElse(0);
        cards.add(new RuleCard(
                id,
                rule.getName(),
                text.name(),
                rule.getLine(),
                annotation(rule, "why"),
                annotation(rule, "mistaken"),
                annotation(rule, "forgeable"),
                modes == 0 ? Modes.ALL : modes,
                seconds,
                named,
                read.needs(),
                !SAYS_OR_NOT.matcher(conditions).find(),
                conditions.matches("(?s).*\\bSource\\s*\\(.*"),
                String.valueOf(rule.getConsequence()).matches("(?s).*\\bnew\\s+Alarm\\s*\\(.*"),
                isShadow(text, rule)));
    }

    /** What else a rule on probation inserted, or took out, would have consequences. */
    private boolean isShadow(RuleText text, RuleDescr rule) {
        if (rule.getAnnotation("shadow") == null) return false;
        String consequence = String.valueOf(rule.getConsequence());
        String rest = consequence.replaceAll("\\binsert\\s*\\(\\s*new\\s+Alarm\\b", "");
        if (rest.equals(consequence) || OTHER_DEEDS.matcher(rest).find())
            problems.add(new Problem(
                    text.name(),
                    rule.getLine(),
                    0,
                    "@shadow stands on rule \"" + rule.getName() + "\", which does something else than alarm",
                    "only what alarms, and no more, can be on probation"));
        return true;
    }

    private void unique(
            Map<String, String> seen, String word, String what, RuleText text, RuleDescr rule, String where) {
        String before = word.isEmpty() ? null : seen.putIfAbsent(word, where);
        if (before != null) {
            problems.add(new Problem(
                    text.name(),
                    rule.getLine(),
                    0,
                    "the " + what + " \"" + word + "\" is taken by " + before,
                    "choose another"));
        }
    }

    /** The text between the rule's name and its consequence, without comments. */
    private static String conditions(RuleText text, RuleDescr rule) {
        String[] lines = text.text().split("\n", -1);
        int first = Math.max(0, rule.getLine() - 1);
        int last = Math.min(lines.length, Math.max(first, rule.getConsequenceLine()));
        StringBuilder conditions = new StringBuilder();
        for (int i = first; i < last; i++)
            conditions.append(lines[i].replaceAll("//.*", "")).append('\n');
        String whole = conditions.toString().replaceAll("(?s)/\\*.*?\\*/", " ");
        int when = whole.indexOf("when");
        return when < 0 ? "" : whole.substring(when);
    }

    private static String annotation(RuleDescr rule, String name) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        if (annotation == null || annotation.getValue() == null) return "";
        String value = annotation.getValue().toString();
        return value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                ? value.substring(1, value.length() - 1)
                : value;
    }

    List<Problem> problems() {
        return problems;
    }

    /** What was read, without its problems. */
    RuleNotes notes() {
        return new RuleNotes(cards, measures.joined(), namesProbe, portSteps);
    }
}
