package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Address;
import portcullis.fact.Mode;
import portcullis.fact.Target;
import portcullis.fact.Transport;

/** A watched address as the detector keeps it. */
final class Sought extends Shown implements Target {
    private static final int MOST_PARTICIPANTS = 64;

    private final long high;
    private final long low;
    private final long[] participants = new long[2 * MOST_PARTICIPANTS];
    private int joined;

    Sought(long high, long low, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        super(panel, rules, quiet);
        this.high = high;
        this.low = low;
    }

    boolean is(long high, long low) {
        return this.low == low && this.high == high;
    }

    /** Counts a touch of a source that belongs to the crowd. @return whether the rules should look */
    boolean count(Suspect suspect, Contact contact) {
        now = contact.nanos;
        join(suspect);
        boolean crossed = count(contact, Hash.of(suspect.high, suspect.low, 0));
        return crossed | rearm(contact.modes, 0);
    }

    private void join(Suspect suspect) {
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++)
            if (participants[2 * i] == suspect.high && participants[2 * i + 1] == suspect.low) return;
        int at = joined % MOST_PARTICIPANTS;
        if (++joined == 2 * MOST_PARTICIPANTS) joined = MOST_PARTICIPANTS;
        participants[2 * at] = suspect.high;
        participants[2 * at + 1] = suspect.low;
    }

    @Override
    public Address getAddress() {
        return new Address(high, low);
    }

    @Override
    public List<Address> getParticipants() {
        List<Address> found = new ArrayList<>();
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++)
            found.add(new Address(participants[2 * i], participants[2 * i + 1]));
        return found;
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
