package portcullis.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import portcullis.detect.rules.Need;
import portcullis.detect.rules.RuleCard;
import portcullis.fact.Story;

/**
 * How near a rule is to telling of a source: the part of its numbers that are reached, the first that is missing counted by how far it
 * has come. A rule that measures targets is near as far as its numbers about sources say.
 */
final class Nearness {
    private Nearness() {}

    /** As long as nothing has come. */
    static Story.Silent never(RuleCard rule) {
        Comparator<Need> hardest = Comparator.comparingInt(Need::number);
        Optional<Need> need = rule.needs().stream().filter(Need::isAtLeast).max(hardest);
        return new Story.Silent(
                rule.id(),
                need.map(Need::text).orElse(""),
                0,
                need.map(Need::number).orElse(0),
                0,
                0,
                false);
    }

    /** Its conditions on the source, as they stand. */
    static List<Story.Matched> matched(RuleCard rule, Suspect suspect) {
        return ofSource(rule).stream()
                .map(need -> new Story.Matched(need.text(), suspect.value(need.measure())))
                .toList();
    }

    static List<Need> ofSource(RuleCard rule) {
        return rule.needs().stream()
                .filter(need -> !need.measure().kind().isOfTarget()
                        && !need.measure().kind().isOfNetwork())
                .toList();
    }

    static Story.Silent of(RuleCard rule, Suspect suspect) {
        List<Need> needs = ofSource(rule);
        int met = 0;
        boolean touched = false;
        Optional<Need> missing = Optional.empty();
        for (Need need : needs) {
            int value = suspect.value(need.measure());
            touched |= value > 0 && need.isAtLeast();
            if (need.isMetBy(value)) met++;
            else if (missing.isEmpty()) missing = Optional.of(need);
        }
        if (missing.isEmpty()) return new Story.Silent(rule.id(), "", 0, 0, suspect.now, touched ? 1 : 0, false);
        Need first = missing.get();
        int value = suspect.value(first.measure());
        double nearness = (met + part(first, value)) / needs.size();
        boolean isLast = met == rule.needs().size() - 1; // what a target or a network must show is not known here
        Story.Silent silent = new Story.Silent(
                rule.id(), first.text(), value, first.number(), suspect.now, touched ? nearness : 0, isLast);
        return never(rule).isOff() ? never(rule) : silent;
    }

    /** How far the measure has come towards its number. */
    private static double part(Need need, int value) {
        if (!need.isAtLeast() || value <= 0) return 0;
        return Math.min(1, (double) value / need.number());
    }
}
