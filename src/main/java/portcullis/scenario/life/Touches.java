package portcullis.scenario.life;

import java.util.function.Consumer;
import portcullis.journal.JournalFailed;
import portcullis.journal.Sighted;

/** Touches that can be read as often as needed, in the order in which they began. */
public interface Touches {
    void read(Consumer<Sighted> sink) throws JournalFailed;
}
