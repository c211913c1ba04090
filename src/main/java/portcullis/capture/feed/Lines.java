package portcullis.capture.feed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import portcullis.fact.News;

/** Text in lines. One that is longer than {@value #LONGEST} bytes is not understood, and kept no longer. */
final class Lines implements Script {
    private static final int LONGEST = 1 << 16;
    private static final int MOST_PLAIN = 120;

    private final Function<String, Meaning> reading;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean isTooLong;
    private long bad;

    Lines(Function<String, Meaning> reading) {
        this.reading = reading;
    }

    @Override
    public void take(ByteBuffer bytes, Consumer<News> sink) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') end(sink);
            else if (begun.size() < LONGEST) begun.write(next);
            else isTooLong = true;
        }
    }

    @Override
    public void end(Consumer<News> sink) {
        String line = begun.toString(StandardCharsets.UTF_8).strip();
        boolean wasTooLong = isTooLong;
        restart();
        if (line.isEmpty()) return;
        Meaning meaning = wasTooLong ? Meaning.BAD : reading.apply(line);
        if (!meaning.isUnderstood()) bad++;
        meaning.news().ifPresent(sink);
    }

    @Override
    public void restart() {
        begun.reset();
        isTooLong = false;
    }

    @Override
    public long begin(long size) {
        return size;
    }

    @Override
    public long bad() {
        return bad;
    }

    /** Text that others chose, for a sentence: short, and without characters that a terminal or a log would obey. */
    static String plain(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
        return clean.length() > MOST_PLAIN ? clean.substring(0, MOST_PLAIN) : clean;
    }
}
