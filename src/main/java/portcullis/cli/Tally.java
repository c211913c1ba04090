package portcullis.cli;

import java.util.HashSet;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;

/** Counts what a summary tells: sources exactly up to a bound, as an attacker chooses how many there are. */
final class Tally {
    private static final int MOST = 200_000;

    private final Set<Address> alarmed = new HashSet<>();
    private final Set<Address> blocked = new HashSet<>();
    private final Set<Address> spared = new HashSet<>();
    private long alarms;
    private long blocks;
    private long shadows;

    void count(Entry entry) {
        if (entry instanceof Alarm alarm && alarm.isShadow()) {
            shadows++;
        } else if (entry instanceof Alarm alarm) {
            alarms++;
            add(alarmed, alarm.source());
        } else if (entry instanceof Verdict.Block block) {
            blocks++;
            add(blocked, block.source());
        } else if (entry instanceof Verdict.Spare spare) {
            add(spared, spare.source());
        }
    }

    private static void add(Set<Address> sources, Address source) {
        if (sources.size() < MOST) sources.add(source);
    }

    long alarms() {
        return alarms;
    }

    /** Alarms of rules on probation. */
    long shadows() {
        return shadows;
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
