package portcullis.respond.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a program prints, keeps the first of it and drops the rest, so that no program stands still on a full pipe.
 * Never waits within a read: whoever inherits the pipe could hold a thread for ever.
 */
final class Captured {
    private static final int READS_AT_ONCE = 64;
    private static final int LONGEST_PAUSE = 16;

    private final InputStream from;
    private final int longest;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];

    Captured(InputStream from, int longest) {
        this.from = from;
        this.longest = longest;
    }

    /** @return whether the program ended within the limit */
    boolean awaitEnd(Process process, Duration limit) throws IOException, InterruptedException {
        CompletableFuture<Void> over =
                new CompletableFuture<Void>().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            long pause = 1;
            for (boolean ended = false; !ended; ended = process.waitFor(pause, TimeUnit.MILLISECONDS)) {
                if (over.isDone()) return false;
                pause = take() ? 1 : Math.min(2 * pause, LONGEST_PAUSE);
            }
            take(); // its last words
            return true;
        } finally {
            over.complete(null);
        }
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    /** @return whether there was anything */
    private boolean take() throws IOException {
        boolean any = false;
        for (int i = 0; i < READS_AT_ONCE && from.available() > 0; i++) {
            int read = from.read(buffer);
            if (read > 0) kept.write(buffer, 0, Math.min(read, longest - kept.size()));
            any = true;
        }
        return any;
    }
}
