package portcullis.capture.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import portcullis.fact.News;

/**
 * Follows a file that others write: from its end at first, then whatever is added, also over a rotation that moves it away and one that cuts it
 * short. It reads only so much at once; the rest waits in the file. One thread calls it.
 */
public final class Follower implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int PIECES = 16;
    private static final int ENOUGH = 1_000;

    private final Path file;
    private final Script script;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private FileChannel open;
    private Object key = "";
    private boolean isFirst = true;
    private long told;

    public Follower(Path file, Feed feed, ZoneId zone, Supplier<Instant> now) {
        this.file = file;
        this.script = feed.script(file, zone, now);
    }

    /** Takes what was added since the last time. @throws IOException where the file is not there or cannot be read */
    public void poll(Consumer<News> sink) throws IOException {
        long before = told;
        Consumer<News> counting = news -> {
            told++;
            sink.accept(news);
        };
        if (open == null) begin();
        for (int i = 0; i < PIECES && told < before + ENOUGH; i++) {
            if (read(counting)) continue;
            if (!isReplaced()) return;
            close();
            begin();
        }
    }

    private void begin() throws IOException {
        try {
            key = key(file);
            FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
            if (isFirst) opened.position(script.begin(opened.size()));
            open = opened;
        } catch (NoSuchFileException missing) {
            isFirst = false; // what appears later is read from its beginning; what may only not be read yet is old all
            // the same
            throw missing;
        }
        isFirst = false;
        script.restart();
    }

    /** @return whether there was something */
    private boolean read(Consumer<News> sink) throws IOException {
        if (open.size() < open.position()) { // it was copied away and cut short
            open.position(0);
            script.restart();
        }
        piece.clear();
        if (open.read(piece) <= 0) return false;
        script.take(piece.flip(), sink);
        return true;
    }

    private boolean isReplaced() {
        try {
            return !key(file).equals(key);
        } catch (IOException between) { // moved away, and the new one is not there yet
            return false;
        }
    }

    /** Whoever opens a pipe waits until somebody writes into it. */
    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) throw new FileSystemException(file.toString(), null, "is no plain file");
        return attributes.fileKey();
    }

    /** What it has told of so far. */
    public long told() {
        return told;
    }

    /** Entries that were not understood. */
    public long bad() {
        return script.bad();
    }

    @Override
    public void close() throws IOException {
        if (open != null) open.close();
        open = null;
    }
}
