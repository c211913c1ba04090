package portcullis.detect.rules;

import java.util.List;

/**
 * What the parser knows of one rule: where it stands, what its annotations say, and which measures it names.
 *
 * @param modes whose probes its measures count, as bits; all of them where it names none
 * @param seconds its longest window; 0 where one is without end
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
        List<Measure> measures) {
    public RuleCard {
        measures = List.copyOf(measures);
    }
}
