package portcullis.cli;

import java.util.HashSet;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;

/** Counts what a summary tells. */
final class Tally {
    private final Set<Address> alarmed = new HashSet<>();
    private final Set<Address> blocked = new HashSet<>();
    private final Set<Address> spared = new HashSet<>();
    private long alarms;
    private long blocks;

    void count(Entry entry) {
        if (entry instanceof Alarm alarm) {
            alarms++;
            alarmed.add(alarm.source());
        } else if (entry instanceof Verdict.Block block) {
            blocks++;
            blocked.add(block.source());
        } else if (entry instanceof Verdict.Spare spare) {
            spared.add(spare.source());
        }
    }

    long alarms() {
        return alarms;
    }

    long blocks() {
        return blocks;
    }

    int alarmedSources() {
        return alarmed.size();
    }

    int blockedSources() {
        return blocked.size();
    }

    /** Sources that alarmed and were never blocked. */
    long sparedSources() {
        return spared.stream().filter(source -> !blocked.contains(source)).count();
    }
}
