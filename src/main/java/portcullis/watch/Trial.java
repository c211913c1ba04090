package portcullis.watch;

import java.util.List;
import java.util.function.BooleanSupplier;
import portcullis.fact.Problem;

/** What other rules and responders must stand before a watcher takes them up. */
public interface Trial {
    /** Nothing. */
    Trial NONE = timeUp -> new Result(0, 0, List.of());

    /**
     * Tries what stands in the folders now.
     *
     * @param timeUp whether nothing further may be begun
     */
    Result play(BooleanSupplier timeUp);

    /**
     * How it went.
     *
     * @param played how many scenarios there was time for
     * @param all how many there are
     * @param failed one problem for each that failed, naming it
     */
    record Result(int played, int all, List<Problem> failed) {
        public Result {
            failed = List.copyOf(failed);
        }
    }
}
