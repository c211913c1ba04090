package portcullis.watch;

import java.util.Optional;
import portcullis.fact.Address;
import portcullis.fact.Verdict;
import portcullis.journal.Journal;

/** Tells somebody what happens, as it happens. Called by one thread of its own: it may be slow. */
public interface Voice extends Journal {
    /**
     * So many events were not told, since there were too many.
     *
     * @param at nanoseconds since 1970
     * @param source of whom; empty for those of all sources together
     */
    void more(long at, Optional<Address> source, long events);

    /**
     * A source is blocked on this host; told of every one, and perhaps more than once.
     *
     * @param isNew whether it is no block of an earlier run
     */
    default void blocked(Verdict.Block block, boolean isNew) {}

    /** A block has ended; told of every one. */
    default void released(Verdict.Release release) {}

    /** The watch begins. */
    default void begin(long at) {}

    /** The watch ends; nothing follows. */
    default void end(long at) {}

    /** Nothing waits to be told. */
    void pause();
}
