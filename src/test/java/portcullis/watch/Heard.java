package portcullis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lines that come from other threads, and who waits for them. */
final class Heard {
    private final List<String> lines = new ArrayList<>();

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized void clear() {
        lines.clear();
    }

    /** Waits until all lines so far are as wanted. @return whether they are, before the time is over */
    synchronized boolean await(Predicate<List<String>> wanted, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!wanted.test(List.copyOf(lines))) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }
}
