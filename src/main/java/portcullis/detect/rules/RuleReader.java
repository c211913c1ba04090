package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.RuleDescr;
import portcullis.fact.Problem;

/** Reads rules without compiling them, in milliseconds: who they are, what they measure, and what is wrong with their form. */
final class RuleReader {
    private static final Pattern ALARM_ID = Pattern.compile("new\\s+Alarm\\s*\\([^\"]*,\\s*\"([^\"]*)\"");

    private static final Pattern OTHER_DEEDS =
            Pattern.compile("\\b(insert|insertLogical|update|modify|delete|retract)\\s*\\(");

    private static final Pattern NEW_ALARM = Pattern.compile("\\bnew\\s+Alarm\\s*\\(");
    private static final Pattern ID = Pattern.compile("@id\\s*\\(\\s*(\\S)");
    private static final Pattern SHADOW = Pattern.compile("(@shadow)\\b");
    private static final Pattern PROBE = Pattern.compile("\\bProbe\\s*\\(");
    private static final Pattern SOURCE = Pattern.compile("\\bSource\\s*\\(");

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
        DrlSyntax.parse(text, problems).ifPresent(parsed -> parsed.getRules().forEach(rule -> read(text, rule)));
    }

    private void read(RuleText text, RuleDescr rule) {
        String id = annotation(rule, "id");
        int start = Math.max(0, rule.getStartCharacter());
        for (String wanted : List.of("id", "why", "mistaken", "forgeable")) {
            if (annotation(rule, wanted).isEmpty()) {
                problems.add(text.problem(
                        start,
                        "rule \"" + rule.getName() + "\" has no @" + wanted,
                        "write @" + wanted + "( \"...\" ) below its name"));
            }
        }
        int at = found(ID, text, start);
        unique(whereId, id, "id", text, at);
        unique(whereName, rule.getName(), "name", text, start);
        String consequence = String.valueOf(rule.getConsequence());
        if (!id.isEmpty()) alarms(text, rule, id);
        Passage conditions = Passage.conditions(text, start);
        namesProbe |= PROBE.matcher(conditions.words()).find();
        MeasureReader.Named read = measures.read(conditions, Passage.consequence(text, start), problems);
        portSteps.read(conditions.words(), consequence);
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
                !SAYS_OR_NOT.matcher(conditions.words()).find(),
                SOURCE.matcher(conditions.words()).find(),
                NEW_ALARM.matcher(consequence).find(),
                isShadow(text, rule)));
    }

    /** What else a rule on probation inserted, or took out, would have consequences. */
    private boolean isShadow(RuleText text, RuleDescr rule) {
        if (rule.getAnnotation("shadow") == null) return false;
        int start = Math.max(0, rule.getStartCharacter());
        String consequence = String.valueOf(rule.getConsequence());
        String rest = consequence.replaceAll("\\binsert\\s*\\(\\s*new\\s+Alarm\\b", "");
        if (rest.equals(consequence) || OTHER_DEEDS.matcher(rest).find())
            problems.add(text.problem(
                    found(SHADOW, text, start),
                    "@shadow stands on rule \"" + rule.getName() + "\", which does something else than alarm",
                    "only what alarms, and no more, can be on probation"));
        return true;
    }

    private void alarms(RuleText text, RuleDescr rule, String id) {
        int then =
                Passage.consequence(text, Math.max(0, rule.getStartCharacter())).offset();
        Matcher alarm = ALARM_ID.matcher(text.text());
        alarm.region(then, Passage.consequence(text, then).end());
        while (alarm.find()) {
            if (!alarm.group(1).equals(id)) {
                problems.add(text.problem(
                        alarm.start(1),
                        "rule \"" + id + "\" raises an alarm of \"" + alarm.group(1) + "\"",
                        "give the alarm the rule's own id"));
            }
        }
    }

    private static int found(Pattern word, RuleText text, int from) {
        Matcher found = word.matcher(text.text());
        return found.find(from) ? found.start(1) : from;
    }

    private void unique(Map<String, String> seen, String word, String what, RuleText text, int position) {
        String where = text.file() + ":" + text.lineOf(position);
        String before = word.isEmpty() ? null : seen.putIfAbsent(word, where);
        if (before != null)
            problems.add(text.problem(
                    position, "the " + what + " \"" + word + "\" is taken by " + before, "choose another"));
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
