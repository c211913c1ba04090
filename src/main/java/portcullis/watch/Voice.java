package portcullis.watch;

import java.util.Optional;
import portcullis.fact.Address;
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

    /** The watch begins. */
    default void begin(long at) {}

    /** The watch ends; nothing follows. */
    default void end(long at) {}

    /** Nothing waits to be told. */
    void pause();
}
