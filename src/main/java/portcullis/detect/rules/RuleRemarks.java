package portcullis.detect.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import portcullis.fact.Mode;
import portcullis.fact.Nearest;
import portcullis.fact.Problem;
import portcullis.fact.Problem.Weight;

/** What compiles and will hurt, or is slow, or rests. Nothing of it is refused: each may be meant. */
final class RuleRemarks {
    /** What the session takes out by itself as soon as it has been read. */
    private static final Set<String> ANSWERS = Set.of("Alarm", "Counts", "Ignored", "Doubt");

    private static final Pattern TOLD = Pattern.compile("\\btold\\s*\\(\\s*\"([^\"]*)\"\\s*\\)");
    private static final Pattern INSERTED = Pattern.compile("\\binsert\\s*\\(\\s*new\\s+(\\w+)");
    private static final Pattern DELETED = Pattern.compile("\\b(?:delete|retract)\\s*\\(\\s*(\\$\\w+)");
    private static final Pattern CHANGED = Pattern.compile("\\b(modify|update)\\s*\\(");
    private static final Pattern MODE_ON = Pattern.compile("\\bModeOn\\s*\\(\\s*mode\\s*==\\s*Mode\\.(\\w+)");
    private static final int OUT_OF_REACH = 1_000_000;

    private final List<RuleCard> cards;
    private final Set<Mode> on;
    private final List<Problem> remarks = new ArrayList<>();
    private final Set<String> expiring = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();

    /** @param on the modes that are on */
    RuleRemarks(List<RuleCard> cards, Set<Mode> on) {
        this.cards = cards;
        this.on = on;
    }

    List<Problem> of(List<RuleText> texts) {
        texts.forEach(text -> parsed(text).ifPresent(tree -> facts(text, tree)));
        texts.forEach(text -> parsed(text).ifPresent(tree -> tree.getRules().forEach(rule -> rule(text, rule))));
        return remarks;
    }

    private static Optional<PackageDescr> parsed(RuleText text) {
        return DrlSyntax.parse(text, new ArrayList<>());
    }

    /** Which facts go away again. */
    private void facts(RuleText text, PackageDescr tree) {
        for (TypeDeclarationDescr declared : tree.getTypeDeclarations())
            if (declared.getAnnotation("expires") != null) expiring.add(declared.getTypeName());
        for (RuleDescr rule : tree.getRules()) {
            Matcher deletion = DELETED.matcher(String.valueOf(rule.getConsequence()));
            while (deletion.find()) deleted.addAll(boundTo(rule, deletion.group(1)));
        }
    }

    private static List<String> boundTo(RuleDescr rule, String name) {
        return RuleWords.patterns(rule.getLhs()).stream()
                .filter(pattern -> name.equals(pattern.getIdentifier()))
                .map(PatternDescr::getObjectType)
                .toList();
    }

    private void rule(RuleText text, RuleDescr rule) {
        int start = Math.max(0, rule.getStartCharacter());
        Passage conditions = Passage.conditions(text, start);
        Passage consequence = Passage.consequence(text, start);
        Optional<RuleCard> card = cards.stream()
                .filter(known -> known.name().equals(rule.getName()))
                .findFirst();
        told(text, conditions);
        card.ifPresent(known -> rests(text, start, conditions, known));
        card.ifPresent(known -> repeats(text, start, conditions, known));
        stays(consequence);
        order(text, rule);
        for (PatternDescr pattern : RuleWords.patterns(rule.getLhs())) accumulates(text, pattern);
        Matcher changed = CHANGED.matcher(consequence.words());
        while (changed.find())
            warn(consequence.problem(
                    changed.start(),
                    changed.group(1) + " may make the rule match again and again",
                    "insert a fact, and ask `not` for it"));
        slow(text, conditions);
    }

    private void told(RuleText text, Passage conditions) {
        Set<String> ids = cards.stream().map(RuleCard::id).collect(Collectors.toCollection(TreeSet::new));
        Matcher told = TOLD.matcher(text.text()).region(conditions.offset(), conditions.end());
        while (told.find())
            if (!ids.contains(told.group(1)))
                warn(text.problem(
                        told.start(1),
                        "told asks of `" + told.group(1) + "`, and no rule has this id",
                        Nearest.hint(told.group(1), ids, "it is false for ever")));
    }

    /** Without it every number that is crossed alarms again. */
    private void repeats(RuleText text, int start, Passage conditions, RuleCard card) {
        if (!card.alarms() || card.measures().isEmpty()) return;
        Matcher told = TOLD.matcher(text.text()).region(conditions.offset(), conditions.end());
        boolean asks = false;
        while (told.find()) asks |= told.group(1).equals(card.id());
        if (!asks)
            warn(text.problem(
                    start,
                    "rule \"" + card.id() + "\" alarms again whenever a number is crossed",
                    "let its conditions ask told( \"" + card.id() + "\" ) == false"));
    }

    private void rests(RuleText text, int start, Passage conditions, RuleCard card) {
        Set<Mode> wanted = modes(card);
        Matcher modeOn = MODE_ON.matcher(conditions.words());
        while (modeOn.find()) {
            boolean isDenied = conditions.words().substring(0, modeOn.start()).matches("(?s).*\\bnot\\s*\\(?\\s*");
            if (!isDenied)
                Mode.of(modeOn.group(1).toLowerCase(java.util.Locale.ROOT)).ifPresent(wanted::add);
        }
        boolean counts = !wanted.isEmpty() && wanted.stream().noneMatch(on::contains);
        String names = wanted.stream().map(Mode::word).collect(Collectors.joining(", "));
        if (counts)
            note(text.problem(
                    start, "rule \"" + card.id() + "\" rests: no mode that it counts is on", "it counts " + names));
        else if (card.isPlain() && card.needs().stream().anyMatch(RuleRemarks::isOff))
            note(text.problem(start, "rule \"" + card.id() + "\" rests: a setting switches it off", ""));
    }

    private static boolean isOff(Need need) {
        return need.isAtLeast() && need.number() >= OUT_OF_REACH;
    }

    private static Set<Mode> modes(RuleCard card) {
        Set<Mode> modes = new TreeSet<>();
        if (card.measures().isEmpty()) return modes;
        for (Mode mode : Mode.values()) if ((card.modes() & Modes.bit(mode)) != 0) modes.add(mode);
        return modes;
    }

    private void stays(Passage consequence) {
        Matcher inserted = INSERTED.matcher(consequence.words());
        while (inserted.find()) {
            String type = inserted.group(1);
            if (ANSWERS.contains(type) || expiring.contains(type) || deleted.contains(type)) continue;
            warn(consequence.problem(
                    inserted.start(1),
                    type + " is inserted and never goes away, and an attacker decides how often",
                    "declare it with @expires( 10m ), or delete it in a rule"));
        }
    }

    private void order(RuleText text, RuleDescr rule) {
        boolean denied = false;
        for (Object each : rule.getLhs().getDescrs()) {
            BaseDescr element = (BaseDescr) each;
            if (element instanceof OrDescr)
                warn(text.problem(element.getStartCharacter(), "`or` stands between conditions", "write two rules"));
            if (denied && element instanceof PatternDescr)
                warn(text.problem(
                        element.getStartCharacter(),
                        "a condition stands below a `not`",
                        "write what must be there first, and what must not below it"));
            denied |= element instanceof NotDescr || element instanceof ExistsDescr;
        }
    }

    /** It is computed anew over all events of all sources whenever one comes. */
    private void accumulates(RuleText text, PatternDescr pattern) {
        if (!(pattern.getSource() instanceof AccumulateDescr accumulate)) return;
        boolean anchored = RuleWords.patterns(accumulate.getInput()).stream()
                .flatMap(input -> input.getDescrs().stream())
                .anyMatch(constraint ->
                        String.valueOf(constraint).matches("(?s).*\\bsource\\s*==.*|.*==\\s*(?:\\w+\\.)*source\\b.*"));
        if (!anchored)
            warn(text.problem(
                    accumulate.getStartCharacter(),
                    "an accumulate looks at all sources together, at each probe",
                    "ask for one: `source == $source.address`; or use a measure of Source"));
    }

    private void slow(RuleText text, Passage conditions) {
        Matcher probe = Pattern.compile("\\bProbe\\s*\\(").matcher(conditions.words());
        if (probe.find())
            note(conditions.problem(
                    probe.start(),
                    "the rule names Probe, so that each probe that counts is shown to the rules",
                    "a measure of Source costs a thousandth of it"));
    }

    private void warn(Problem problem) {
        remarks.add(problem.as(Weight.WARNING));
    }

    private void note(Problem problem) {
        remarks.add(problem.as(Weight.NOTE));
    }
}
