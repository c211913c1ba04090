package portcullis.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the thread that asks has taken so far. */
final class ThreadCosts {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadCosts() {}

    /** Nanoseconds of processor time. The clock on the wall would measure whoever else is at work here. */
    static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
