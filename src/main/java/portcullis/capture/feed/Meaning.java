package portcullis.capture.feed;

import java.util.Optional;
import portcullis.fact.News;

/** What a line says. */
record Meaning(Optional<News> news, boolean isUnderstood) {
    /** Something that concerns nobody here. */
    static final Meaning OTHER = new Meaning(Optional.empty(), true);

    static final Meaning BAD = new Meaning(Optional.empty(), false);

    static Meaning of(News news) {
        return new Meaning(Optional.of(news), true);
    }
}
