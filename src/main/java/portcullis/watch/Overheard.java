package portcullis.watch;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import portcullis.capture.CaptureFailed;
import portcullis.capture.feed.Feed;
import portcullis.capture.feed.FeedFile;
import portcullis.fact.News;

/**
 * What whole log files tell of, in the order of time.
 *
 * @param bad entries that were not understood
 */
public record Overheard(List<News> news, long bad) {
    public static final Overheard NOTHING = new Overheard(List.of(), 0);

    public Overheard {
        news = List.copyOf(news);
    }

    /** @throws CaptureFailed where one of them cannot be read */
    public static Overheard read(List<Path> logins, List<Path> alerts) throws CaptureFailed {
        List<News> all = new ArrayList<>();
        long bad = 0;
        for (Feed feed : Feed.values()) {
            for (Path file : feed == Feed.LOGINS ? logins : alerts) {
                FeedFile read = FeedFile.read(file, feed, ZoneId.systemDefault());
                all.addAll(read.news());
                bad += read.bad();
            }
        }
        all.sort(Comparator.comparingLong(News::at));
        return new Overheard(all, bad);
    }
}
