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

    /** Whether it wants to be told who is blocked and who no more; else the next two are never called. */
    default boolean keepsBlocks() {
        return false;
    }

    /**
     * A source is blocked on this host; told of every one that outlasts the wait until it can be told.
     *
     * @param isNew whether it is no block of an earlier run
     */
    default void blocked(Verdict.Block block, boolean isNew) {}

    /** A block that was told of has ended. */
    default void released(Verdict.Release release) {}

    /** The watch begins. */
    default void begin(long at) {}

    /** The watch ends; nothing follows. */
    default void end(long at) {}

    /** Nothing waits to be told. */
    void pause();
}
