package portcullis.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does one thing for each of many, on as many threads as there are processors. What comes of it is taken in the order of the many. */
public final class Abreast {
    private Abreast() {}

    /** What came of one, and how long it took. */
    public record Timed<R>(R result, Duration took) {}

    /** @param taker called on the caller's thread, as soon as all before it were taken */
    public static <T, R> void each(List<T> many, Function<T, R> work, Consumer<Timed<R>> taker) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Abreast::daemon);
        try {
            List<Future<Timed<R>>> begun = new ArrayList<>();
            for (T one : many) begun.add(threads.submit(() -> timed(one, work)));
            for (Future<Timed<R>> one : begun) taker.accept(one.get());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T, R> Timed<R> timed(T one, Function<T, R> work) {
        long begin = System.nanoTime();
        R result = work.apply(one);
        return new Timed<>(result, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "abreast");
        thread.setDaemon(true);
        return thread;
    }
}
