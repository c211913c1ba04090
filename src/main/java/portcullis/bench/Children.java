package portcullis.bench;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

/**
 * The processor time of all children that have ended, from getrusage(2). Java itself tells it only of a process that still runs, and
 * {@code /proc} counts in hundredths of a second.
 */
final class Children {
    private static final int RUSAGE_CHILDREN = -1;
    /** Two times of two words, then fourteen counters; a word has eight bytes on every machine of 64 bits. */
    private static final int SIZE = 18 * 8;

    private final Function getrusage = NativeLibrary.getProcess().getFunction("getrusage");
    private final Memory usage = new Memory(SIZE);

    /** Seconds so far. */
    double cpu() {
        if (getrusage.invokeInt(new Object[] {RUSAGE_CHILDREN, usage}) != 0)
            throw new IllegalStateException("getrusage failed");
        return usage.getLong(0) + usage.getLong(8) / 1e6 + usage.getLong(16) + usage.getLong(24) / 1e6;
    }
}
