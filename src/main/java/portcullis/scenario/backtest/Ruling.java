package portcullis.scenario.backtest;

import java.util.Optional;
import portcullis.fact.Alarm;
import portcullis.fact.Verdict;

/**
 * What one set of rules led to, about one source: the first of each.
 *
 * @param told the first alarm
 * @param blocked the first block that the guard of the live host would have let pass
 * @param spared the first alarm for which the guard would have blocked, had the source not been one that it protects
 */
record Ruling(Optional<Alarm> told, Optional<Verdict.Block> blocked, Optional<Spared> spared) {
    static final Ruling NONE = new Ruling(Optional.empty(), Optional.empty(), Optional.empty());

    /** @param why as the guard says it */
    record Spared(Alarm alarm, String why) {}

    Ruling told(Alarm alarm) {
        return told.isPresent() ? this : new Ruling(Optional.of(alarm), blocked, spared);
    }

    Ruling blocked(Verdict.Block block) {
        return blocked.isPresent() ? this : new Ruling(told, Optional.of(block), spared);
    }

    Ruling spared(Alarm alarm, String why) {
        return spared.isPresent() ? this : new Ruling(told, blocked, Optional.of(new Spared(alarm, why)));
    }
}
