package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import org.kie.api.runtime.rule.FactHandle;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Address;
import portcullis.fact.Mode;
import portcullis.fact.Target;
import portcullis.fact.Tool;
import portcullis.fact.Transport;

/** A watched address as the detector keeps it. */
final class Sought implements Shown, Target {
    private static final int MOST_PARTICIPANTS = 64;

    private final long high;
    private final long low;
    private Tally tally;
    private Told told;
    private FactHandle handle;
    private final long[] participants = new long[2 * MOST_PARTICIPANTS];
    private int joined;
    private long now;

    Sought(long high, long low, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        this.high = high;
        this.low = low;
        this.tally = new Tally(panel);
        this.told = new Told(rules, quiet);
    }

    boolean is(long high, long low) {
        return this.low == low && this.high == high;
    }

    /** Goes on under other rules: the session that held it is gone. */
    void obey(Heirs heirs, RuleNumbers rules, long quiet) {
        tally = new Tally(heirs, tally);
        told = new Told(rules, quiet, told);
        handle = null;
    }

    /** Counts a touch of a source that belongs to the crowd. @return whether the rules should look */
    boolean count(Suspect suspect, Contact contact) {
        now = contact.nanos;
        join(suspect);
        boolean crossed = tally.count(contact, Hash.of(suspect.high, suspect.low, 0));
        return crossed | told.rearm(contact.modes, now);
    }

    private void join(Suspect suspect) {
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++)
            if (participants[2 * i] == suspect.high && participants[2 * i + 1] == suspect.low) return;
        int at = joined++ % MOST_PARTICIPANTS;
        participants[2 * at] = suspect.high;
        participants[2 * at + 1] = suspect.low;
    }

    void tell(String ruleId) {
        told.tell(ruleId, now);
    }

    @Override
    public FactHandle handle() {
        return handle;
    }

    @Override
    public void heldBy(FactHandle handle) {
        this.handle = handle;
    }

    @Override
    public Address getAddress() {
        return new Address(high, low);
    }

    @Override
    public boolean told(String ruleId) {
        return told.has(ruleId);
    }

    @Override
    public List<Address> getParticipants() {
        List<Address> found = new ArrayList<>();
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++)
            found.add(new Address(participants[2 * i], participants[2 * i + 1]));
        return found;
    }

    private int value(Measure.Kind kind, int modes, int seconds) {
        return tally.value(now, kind, modes, Tool.NONE, seconds);
    }

    @Override
    public int sources(Mode mode, int seconds) {
        return value(Measure.Kind.SOURCES, Modes.bit(mode), seconds);
    }

    @Override
    public int sources(Transport transport, int seconds) {
        return value(Measure.Kind.SOURCES, Modes.of(transport), seconds);
    }

    @Override
    public int sources(int seconds) {
        return value(Measure.Kind.SOURCES, Modes.ALL, seconds);
    }

    @Override
    public int sharedPorts(Mode mode, int seconds) {
        return value(Measure.Kind.SHARED_PORTS, Modes.bit(mode), seconds);
    }

    @Override
    public int sharedPorts(Transport transport, int seconds) {
        return value(Measure.Kind.SHARED_PORTS, Modes.of(transport), seconds);
    }

    @Override
    public int sharedPorts(int seconds) {
        return value(Measure.Kind.SHARED_PORTS, Modes.ALL, seconds);
    }
}
