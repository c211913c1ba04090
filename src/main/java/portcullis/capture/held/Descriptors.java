package portcullis.capture.held;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many descriptors this process may have open, and how they are shared out: each held port takes one for as long as it is held, and must
 * leave enough for the journal, the capture, the firewall and programs that responders run.
 */
record Descriptors(int limit) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";
    private static final int USUAL = 1_024;
    private static final int REST = 1_024;
    private static final int MOST_CALLERS = 1_000;

    /** What the kernel lets this process open; 1024, the least that is usual, where it does not say. */
    static Descriptors ofThisProcess() {
        try {
            return of(Files.readAllLines(LIMITS));
        } catch (IOException e) {
            return new Descriptors(USUAL);
        }
    }

    /** From the lines of /proc/PID/limits: name, soft limit, hard limit, unit. */
    static Descriptors of(List<String> lines) {
        for (String line : lines) if (line.startsWith(LINE)) return new Descriptors(soft(line));
        return new Descriptors(USUAL);
    }

    private static int soft(String line) {
        String word = line.substring(LINE.length()).strip().split(" ")[0];
        try {
            return word.equals("unlimited")
                    ? Integer.MAX_VALUE
                    : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(word));
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    /** Connections that may be open at once. */
    int forCallers() {
        return Math.max(1, Math.min(MOST_CALLERS, limit / 8));
    }

    /** Ports that may be held. */
    int forPorts() {
        return Math.max(0, limit - forCallers() - Math.min(REST, limit / 2));
    }
}
