package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import portcullis.detect.rules.Need;
import portcullis.detect.rules.RuleCard;

/**
 * Whether a source that the session does not hold could make any rule fire as its measures stand. Where each rule wants one more of them,
 * the rules need not be shown it: to insert a source costs as much as a hundred probes.
 */
final class Foretold {
    private final List<Wanted> rules = new ArrayList<>();
    private boolean always;

    private record Wanted(Need[] needs, int[] gauges) {}

    Foretold(List<RuleCard> cards, Gauge.Panel panel) {
        for (RuleCard card : cards) {
            if (!card.seesSources() || !card.canFire()) continue;
            always |= !card.isPlain();
            List<Need> needs = card.needs().stream()
                    .filter(need -> !need.measure().kind().isOfTarget())
                    .toList();
            rules.add(new Wanted(
                    needs.toArray(Need[]::new),
                    needs.stream()
                            .mapToInt(need -> panel.indexOf(need.measure()))
                            .toArray()));
        }
    }

    boolean mayFire(Tally tally, long nanos) {
        if (always) return true;
        for (Wanted rule : rules) if (isMet(rule, tally, nanos)) return true;
        return false;
    }

    private static boolean isMet(Wanted rule, Tally tally, long nanos) {
        for (int i = 0; i < rule.needs.length; i++) {
            if (!rule.needs[i].isMetBy(tally.value(rule.gauges[i], nanos))) return false;
        }
        return true;
    }
}
