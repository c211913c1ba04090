package portcullis.detect.rules;

import java.io.Serializable;
import java.util.List;

/**
 * What the parser knows of one rule: where it stands, what its annotations say, and which measures it names.
 *
 * @param modes whose probes its measures count, as bits; all of them where it names none
 * @param seconds its longest window; 0 where one is without end
 * @param needs its plain conditions on measures, in their order
 * @param isPlain whether all of {@code needs} must be met: nothing in its conditions says "or" or "not"
 * @param seesSources whether it has a condition on a source
 * @param alarms whether it raises alarms
 * @param isShadow whether it is on probation: {@code @shadow} stands below its name
 */
public record RuleCard(
        String id,
        String name,
        String file,
        int line,
        String why,
        String mistaken,
        String forgeable,
        int modes,
        int seconds,
        List<Measure> measures,
        List<Need> needs,
        boolean isPlain,
        boolean seesSources,
        boolean alarms,
        boolean isShadow)
        implements Serializable {
    public RuleCard {
        measures = List.copyOf(measures);
        needs = List.copyOf(needs);
    }

    /** Whether anything could make it fire: a setting that is off makes one of its conditions impossible. */
    public boolean canFire() {
        return !isPlain || needs.stream().allMatch(Need::canBeMet);
    }
}
