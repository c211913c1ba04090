package portcullis.cli;

import java.util.Optional;
import portcullis.fact.Address;
import portcullis.journal.Journal;
import portcullis.scenario.Replay;

/** How a replay is told: in sentences or in JSON. */
interface Report extends Journal {
    void begins(String names, Replay.Found found);

    void ends(Replay.Ended ended);

    /** So many events of this source, or of all, were not told. */
    void more(long at, Optional<Address> source, long events);

    /** What was told so far is written. */
    void flush();
}
