package portcullis.watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import portcullis.fact.Refused;

/**
 * Something that is loaded by another thread while this one goes on; what is wrong with it is told to whoever asks for it. Where there is
 * one processor it is loaded at once: a responder on trial has a second, and should not share it with the compiler of rules.
 */
final class Beside<T> {
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private final CompletableFuture<T> coming;

    /** What may be refused. */
    interface Loading<T> {
        T load() throws Refused;
    }

    private Beside(CompletableFuture<T> coming) {
        this.coming = coming;
    }

    static <T> Beside<T> begin(Executor threads, Loading<T> loading) {
        return new Beside<>(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return loading.load();
                    } catch (Refused refused) {
                        throw new CompletionException(refused);
                    }
                },
                ALONE ? Runnable::run : threads));
    }

    /** Waits for it. */
    T get() throws Refused {
        try {
            return coming.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refused refused) throw refused;
            if (failed.getCause() instanceof Error error) throw error; // as if it had been loaded here
            throw failed;
        }
    }

    /** Nobody will ask for it. @param end what is to be done with it when it comes */
    void leave(Consumer<T> end) {
        coming.thenAccept(end);
    }
}
