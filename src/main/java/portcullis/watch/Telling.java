package portcullis.watch;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Roll roll = new Roll();
    private final AtomicBoolean awake = new AtomicBoolean(); // whether the voice's thread will look at the roll
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

    /** Whether anybody keeps a list of who is blocked. */
    boolean keepsBlocks() {
        return voice.keepsBlocks();
    }

    /** For what keeps a list of who is blocked, which must not miss one. */
    void blocked(Verdict.Block block, boolean isNew) {
        if (!keepsBlocks()) return;
        roll.block(block, isNew);
        wake();
    }

    void released(Verdict.Release release) {
        if (!keepsBlocks()) return;
        if (roll.release(release)) lost.incrementAndGet();
        wake();
    }

    /** Where it finds no room nobody waits, and the roll is read as soon as the queue is empty. */
    private void wake() {
        if (!awake.getAndSet(true)) waiting.offer(() -> {});
    }

    private void readTheRoll() {
        awake.set(false);
        for (Roll.Change change : roll.take()) {
            change.release().ifPresent(voice::released);
            change.block().ifPresent(block -> voice.blocked(block, change.isNew()));
        }
    }

    /** Tells until it is ended and nothing is left; to be run by a thread of its own. */
    void run(LineClock clock) {
        voice.begin(clock.now());
        readTheRoll();
        voice.pause();
        try {
            while (!ended || !waiting.isEmpty()) {
                waiting.take().run();
                if (!waiting.isEmpty()) continue;
                readTheRoll();
                long unsaid = lost.getAndSet(0);
                if (unsaid > 0) voice.more(clock.now(), Optional.empty(), unsaid);
                voice.pause();
            }
            readTheRoll();
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
