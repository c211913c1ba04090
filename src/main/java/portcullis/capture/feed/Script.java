package portcullis.capture.feed;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import portcullis.fact.News;

/** A way of writing things down, read piece by piece as a file grows. */
interface Script {
    /** Takes the next bytes, wherever they end. */
    void take(ByteBuffer bytes, Consumer<News> sink);

    /** The end of a file that does not grow: what was begun is all that there is of it. */
    void end(Consumer<News> sink);

    /** Another file begins. */
    void restart();

    /** Where one can begin to read who has not read from the beginning: at this place or before it. */
    long begin(long size);

    /** How many entries were not understood so far. */
    long bad();
}
