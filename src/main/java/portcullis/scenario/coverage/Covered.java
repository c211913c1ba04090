package portcullis.scenario.coverage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portcullis.fact.Address;
import portcullis.fact.Alarm;

/**
 * What came of one recording.
 *
 * @param found the first alarm about one of its scanners
 * @param probes how many probes could be read in all
 * @param answers how many of them were answered
 * @param scannersFound of how many scanners it was said that they scan
 * @param blamed everyone else who was alarmed about, with the rule that did
 * @param troubles what kept it from being replayed, or went wrong inside rules
 */
public record Covered(
        Recorded recorded,
        Optional<Found> found,
        int probes,
        int answers,
        int scannersFound,
        Map<Address, String> blamed,
        List<String> troubles) {
    public Covered {
        blamed = Map.copyOf(blamed);
        troubles = List.copyOf(troubles);
    }

    /**
     * An alarm, and how far the scan had come.
     *
     * @param probes how many there had been, with the one that completed it
     * @param answers how many of them the host had answered: what the scanner knows
     * @param nanos since the first probe
     */
    public record Found(Alarm alarm, int probes, int answers, long nanos) {}

    /** The innocent who were blamed, by rule: those of whom the label says that it is no error are left out. */
    public Map<String, Long> wronged() {
        Map<String, Long> rules = new TreeMap<>();
        blamed.forEach((address, rule) -> {
            if (recorded.label().isInnocent(address)) rules.merge(rule, 1L, Long::sum);
        });
        return rules;
    }

    /** Of whom it is no error, by rule. */
    public Map<String, Long> greyBlamed() {
        Map<String, Long> rules = new TreeMap<>();
        blamed.forEach((address, rule) -> {
            if (!recorded.label().isInnocent(address)) rules.merge(rule, 1L, Long::sum);
        });
        return rules;
    }
}
