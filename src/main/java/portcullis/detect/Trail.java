package portcullis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ports that a source touched, in the order of their first touch: what an alarm shows as its proof. Bounded; the oldest goes. */
final class Trail {
    static final int BOUND = 16;

    private int[] ports = new int[1];
    private short[] modes = new short[1];
    private long[] last = new long[1];
    private int size;

    /** @return whether the port is new to the trail */
    boolean add(int port, int countedBy, long nanos) {
        for (int i = size - 1; i >= 0; i--) {
            if (ports[i] == port && (modes[i] & countedBy) != 0) {
                modes[i] |= (short) countedBy;
                last[i] = nanos;
                return false;
            }
        }
        if (size == BOUND) dropOldest();
        else if (size == ports.length) grow();
        ports[size] = port;
        modes[size] = (short) countedBy;
        last[size++] = nanos;
        return true;
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

    /** The ports that these modes counted at or after that time. */
    List<Integer> since(int countedBy, long nanos) {
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
