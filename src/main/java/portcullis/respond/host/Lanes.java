package portcullis.respond.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks beside the line: those of one lane one after another, lanes side by side. So a block comes before its release,
 * and a mail server that hangs keeps nobody waiting but other mails. The bound counts what waits and what runs.
 */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Executor threads;
    private final int most;
    private final Map<String, Deque<Runnable>> waiting = new HashMap<>(); // guarded by this, as is the count
    private int count;

    Lanes(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /** @return false where too many wait already */
    synchronized boolean offer(String lane, Runnable task) {
        if (count >= most) return false;
        Deque<Runnable> known = waiting.get(lane);
        if (known == null && !start(lane)) return false;
        waiting.computeIfAbsent(lane, name -> new ArrayDeque<>()).add(task);
        count++;
        return true;
    }

    /** Waits until nothing runs or waits. @return false where the time was over before */
    synchronized boolean settle(Duration atMost) throws InterruptedException {
        if (count > 0) wait(Math.max(1, atMost.toMillis()));
        return count == 0;
    }

    private boolean start(String lane) {
        try {
            threads.execute(() -> drain(lane));
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private void drain(String lane) {
        for (Runnable task = next(lane); task != null; task = next(lane)) {
            try {
                task.run();
            } catch (RuntimeException broken) {
                LOG.error("a task of {} failed", lane, broken);
            } finally {
                done();
            }
        }
    }

    private synchronized Runnable next(String lane) {
        Runnable task = waiting.get(lane).poll();
        if (task == null) waiting.remove(lane);
        return task;
    }

    private synchronized void done() {
        count--;
        if (count == 0) notifyAll();
    }
}
