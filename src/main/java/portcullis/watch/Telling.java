package portcullis.watch;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import portcullis.fact.Address;
import portcullis.fact.Entry;
import portcullis.fact.Verdict;

/**
 * Brings what happens to a voice on a thread of its own, since a terminal or a pipe that nobody reads must not stop the line. What finds no
 * room is counted and said.
 */
final class Telling implements Paced.Ear {
    private static final int MOST_WAITING = 10_000;

    private final Voice voice;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong(); // the line counts, the voice's thread tells
    private volatile boolean ended;

    Telling(Voice voice) {
        this.voice = voice;
    }

    @Override
    public void hear(Entry entry) {
        if (!waiting.offer(() -> voice.record(entry))) lost.incrementAndGet();
    }

    @Override
    public void more(long at, Optional<Address> source, long events) {
        if (!waiting.offer(() -> voice.more(at, source, events))) lost.addAndGet(events);
    }

    /** For what keeps a list of who is blocked, which must not miss one. */
    void blocked(Verdict.Block block, boolean isNew) {
        if (!waiting.offer(() -> voice.blocked(block, isNew))) lost.incrementAndGet();
    }

    void released(Verdict.Release release) {
        if (!waiting.offer(() -> voice.released(release))) lost.incrementAndGet();
    }

    /** Tells until it is ended and nothing is left; to be run by a thread of its own. */
    void run(LineClock clock) {
        voice.begin(clock.now());
        voice.pause();
        try {
            while (!ended || !waiting.isEmpty()) {
                waiting.take().run();
                if (!waiting.isEmpty()) continue;
                long unsaid = lost.getAndSet(0);
                if (unsaid > 0) voice.more(clock.now(), Optional.empty(), unsaid);
                voice.pause();
            }
            voice.end(clock.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        ended = true;
        waiting.offer(() -> {}); // ends the wait; where it finds no room, nobody waits
    }
}
