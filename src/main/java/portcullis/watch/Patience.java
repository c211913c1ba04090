package portcullis.watch;

import java.util.function.DoubleConsumer;

/** Passes progress on only when something takes longer than a person waits gladly, and then a few times a second. */
public final class Patience implements DoubleConsumer {
    private static final long PATIENCE = 1_000_000_000L;
    private static final long PACE = 200_000_000L;

    private final DoubleConsumer shown;
    private long next = System.nanoTime() + PATIENCE;

    public Patience(DoubleConsumer shown) {
        this.shown = shown;
    }

    @Override
    public void accept(double part) {
        long now = System.nanoTime();
        if (now - next < 0) return;
        next = now + PACE;
        shown.accept(part);
    }
}
