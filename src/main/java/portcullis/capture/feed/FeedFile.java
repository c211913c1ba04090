package portcullis.capture.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import portcullis.capture.CaptureFailed;
import portcullis.fact.News;

/**
 * A whole file, also gzipped, in the order of its times.
 *
 * @param bad entries that were not understood
 */
public record FeedFile(List<News> news, long bad) {
    private static final int MOST = 1_000_000;
    private static final int PIECE = 1 << 16;

    public FeedFile {
        news = List.copyOf(news);
    }

    /** @throws CaptureFailed where it cannot be read, or holds more than a million entries */
    public static FeedFile read(Path file, Feed feed, ZoneId zone) throws CaptureFailed {
        try (InputStream in = plain(new BufferedInputStream(Files.newInputStream(file)))) {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            Script script = feed.script(file, zone, () -> written);
            List<News> news = new ArrayList<>();
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                script.take(ByteBuffer.wrap(piece), news::add);
                if (news.size() > MOST)
                    throw CaptureFailed.unavailable(file + " tells of more than a million things; take a part of it");
            }
            script.end(news::add);
            news.sort(Comparator.comparingLong(News::at));
            return new FeedFile(news, script.bad());
        } catch (IOException e) {
            throw CaptureFailed.unavailable(file + " cannot be read: " + e.getMessage());
        }
    }

    private static InputStream plain(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in) : in;
    }
}
