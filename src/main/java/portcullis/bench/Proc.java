package portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel tells of a process that runs; nothing of one that has ended. */
record Proc(Path folder) {
    /** The kernel counts processor time for user programs in hundredths of a second, whatever it uses itself. */
    private static final double TICKS = 100;

    static Proc of(long pid) {
        return new Proc(Path.of("/proc", Long.toString(pid)));
    }

    /** Most memory that was resident at one time so far, in MiB. */
    double peakMiB() {
        return status("VmHWM:");
    }

    /** Memory that is resident now, in MiB. */
    double residentMiB() {
        return status("VmRSS:");
    }

    /** Seconds of processor time so far, of all threads. */
    double cpu() throws BenchFailed {
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" "); // a name may hold spaces
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            throw new BenchFailed("the process has ended", e);
        }
    }

    /**
     * Seconds that the threads of now have run so far. Finer than {@link #cpu}: a thread that wakes with the clock and works for a moment is
     * charged a whole hundredth there.
     */
    double ran() throws BenchFailed {
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            long nanos = 0;
            for (Path thread : threads.toList())
                nanos += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ")[0]);
            return nanos / 1e9;
        } catch (IOException e) {
            throw new BenchFailed("the process has ended, or a thread of it", e);
        }
    }

    private double status(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("status"));
            return lines.stream()
                            .filter(line -> line.startsWith(name))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
