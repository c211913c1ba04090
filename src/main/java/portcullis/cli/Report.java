package portcullis.cli;

import portcullis.journal.Journal;
import portcullis.scenario.Replay;

/** How a replay is told: in sentences or in JSON. */
interface Report extends Journal {
    void begins(String names, Replay.Found found);

    void ends(Replay.Ended ended);
}
