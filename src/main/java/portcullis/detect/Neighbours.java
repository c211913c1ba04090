package portcullis.detect;

import java.util.ArrayList;
import java.util.List;
import portcullis.detect.rules.Measure;
import portcullis.detect.rules.Modes;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;
import portcullis.fact.SourceNetwork;
import portcullis.fact.Transport;

/** The /64 of some sources as the detector keeps it. */
final class Neighbours extends Shown implements SourceNetwork {
    /** So many are asked about whether somebody trusts them. */
    private static final int MOST_PARTICIPANTS = 16;

    final long high;
    private final long[] participants = new long[MOST_PARTICIPANTS];
    private int joined;
    private Evidence evidence = Evidence.FORGEABLE;
    /** Rules want one of its addresses ignored, so nobody is to suffer for being its neighbour. */
    boolean isTrusted;

    Neighbours(long high, Gauge.Panel panel, RuleNumbers rules, long quiet) {
        super(panel, rules, quiet);
        this.high = high;
    }

    /** They are asked anew whether they ignore it. */
    @Override
    void obey(Heirs heirs, RuleNumbers rules, long quiet) {
        super.obey(heirs, rules, quiet);
        isTrusted = false;
    }

    /** Counts one probe of one of its addresses. @return whether the rules should look */
    boolean count(long low, Contact contact) {
        now = contact.nanos;
        if (contact.kind == Kind.CONNECT) evidence = Evidence.HANDSHAKE;
        Trail.add(cells, contact);
        join(low);
        boolean crossed = count(contact, Hash.of(high, low, 0));
        return crossed | rearm(contact.modes, 0);
    }

    private void join(long low) {
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++) if (participants[i] == low) return;
        participants[joined % MOST_PARTICIPANTS] = low;
        if (++joined == 2 * MOST_PARTICIPANTS) joined = MOST_PARTICIPANTS;
    }

    /** The latest of its addresses that probed. */
    List<Address> participants() {
        List<Address> found = new ArrayList<>();
        for (int i = 0; i < Math.min(joined, MOST_PARTICIPANTS); i++) found.add(new Address(high, participants[i]));
        return found;
    }

    void tellAgainAfter(String ruleId, long pause) {
        tellAgainAfter(ruleId, pause, Trail.size(cells));
    }

    Alarm.Proof proof(int ruleModes, int seconds) {
        return Trail.proof(cells, ruleModes, seconds, now, evidence);
    }

    @Override
    public Address getAddress() {
        return new Address(high, 0);
    }

    @Override
    public int addresses(Mode mode, int seconds) {
        return value(Measure.Kind.ADDRESSES, Modes.bit(mode), seconds);
    }

    @Override
    public int addresses(Transport transport, int seconds) {
        return value(Measure.Kind.ADDRESSES, Modes.of(transport), seconds);
    }

    @Override
    public int addresses(int seconds) {
        return value(Measure.Kind.ADDRESSES, Modes.ALL, seconds);
    }

    @Override
    public int networkPorts(Mode mode, int seconds) {
        return value(Measure.Kind.NETWORK_PORTS, Modes.bit(mode), seconds);
    }

    @Override
    public int networkPorts(Transport transport, int seconds) {
        return value(Measure.Kind.NETWORK_PORTS, Modes.of(transport), seconds);
    }

    @Override
    public int networkPorts(int seconds) {
        return value(Measure.Kind.NETWORK_PORTS, Modes.ALL, seconds);
    }
}
