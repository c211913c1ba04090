package portcullis.journal;

import portcullis.fact.Entry;

/** Takes what was noticed, decided and done, as it happens. */
public interface Journal {
    void record(Entry entry);
}
