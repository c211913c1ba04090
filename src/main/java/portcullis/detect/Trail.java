package portcullis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Evidence;
import portcullis.fact.Kind;
import portcullis.fact.Mode;

/**
 * The ports that a source, or a network of sources, touched, in the order of their first touch, and how it touched last: what an alarm shows
 * as its proof. Bounded; the oldest goes.
 */
final class Trail {
    static final int BOUND = 16;

    private int[] ports = new int[1];
    private short[] modes = new short[1];
    private long[] last = new long[1];
    private int size;
    private int latestModes;
    private Kind latestKind = Kind.ODD;
    private long latestTargetHigh;
    private long latestTargetLow;

    void add(Contact contact) {
        latestModes = contact.modes;
        latestKind = contact.kind;
        latestTargetHigh = contact.targetHigh;
        latestTargetLow = contact.targetLow;
        add(contact.port, contact.modes, contact.nanos);
    }

    private void add(int port, int countedBy, long nanos) {
        for (int i = size - 1; i >= 0; i--) {
            if (ports[i] == port && (modes[i] & countedBy) != 0) {
                modes[i] |= (short) countedBy;
                last[i] = nanos;
                return;
            }
        }
        if (size == BOUND) dropOldest();
        else if (size == ports.length) grow();
        ports[size] = port;
        modes[size] = (short) countedBy;
        last[size++] = nanos;
    }

    private void dropOldest() {
        size--;
        System.arraycopy(ports, 1, ports, 0, size);
        System.arraycopy(modes, 1, modes, 0, size);
        System.arraycopy(last, 1, last, 0, size);
    }

    private void grow() {
        int length = Math.min(BOUND, size * 4);
        ports = Arrays.copyOf(ports, length);
        modes = Arrays.copyOf(modes, length);
        last = Arrays.copyOf(last, length);
    }

    /**
     * What proves the alarm of a rule.
     *
     * @param ruleModes whose probes the rule's measures count
     * @param seconds its longest window; 0 is without end
     */
    Alarm.Proof proof(int ruleModes, int seconds, long now, Evidence evidence) {
        int counted = ruleModes & latestModes;
        Mode mode = Mode.values()[Integer.numberOfTrailingZeros(counted != 0 ? counted : latestModes)];
        long since = seconds == 0 ? Long.MIN_VALUE : now - seconds * 1_000_000_000L;
        Address target = new Address(latestTargetHigh, latestTargetLow);
        return new Alarm.Proof(mode, latestKind, target, since(ruleModes, since), evidence);
    }

    /** The ports that these modes counted at or after that time. */
    private List<Integer> since(int countedBy, long nanos) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if ((modes[i] & countedBy) != 0 && last[i] >= nanos && !found.contains(ports[i])) found.add(ports[i]);
        }
        return found;
    }

    /** @return whether the port was there */
    boolean remove(int port) {
        for (int i = 0; i < size; i++) {
            if (ports[i] != port) continue;
            size--;
            System.arraycopy(ports, i + 1, ports, i, size - i);
            System.arraycopy(modes, i + 1, modes, i, size - i);
            System.arraycopy(last, i + 1, last, i, size - i);
            return true;
        }
        return false;
    }

    /** Whether some port but this one was touched by both at about the same time. */
    boolean keepsStepWith(Trail other, int exceptPort, long within) {
        for (int i = size - 1; i >= 0; i--) {
            if (ports[i] == exceptPort) continue;
            for (int j = other.size - 1; j >= 0; j--)
                if (other.ports[j] == ports[i] && Math.abs(other.last[j] - last[i]) <= within) return true;
        }
        return false;
    }

    int port(int i) {
        return ports[i];
    }

    int size() {
        return size;
    }
}
