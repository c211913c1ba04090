package portcullis.journal;

import java.util.ArrayList;
import java.util.List;
import portcullis.fact.Entry;

/** Keeps entries as long as the program runs: for scenarios, which compare all of them with what was expected. */
public final class MemoryJournal implements Journal {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public void record(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
