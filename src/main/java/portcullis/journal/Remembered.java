package portcullis.journal;

import portcullis.fact.Alarm;
import portcullis.fact.Verdict;

/**
 * A block that the ledger remembers.
 *
 * @param times how often the source has been blocked, this time included
 * @param isReleased whether it has ended, or was lifted
 * @param isCarriedOut whether it was more than a rehearsal
 * @param isDone whether some tool said that it was done
 */
public record Remembered(Verdict.Block block, int times, boolean isReleased, boolean isCarriedOut, boolean isDone) {
    /**
     * Blocks that began after this time were written before somebody set the clock back, or before a host without one learned the time:
     * they begin now, so that none outlasts its span.
     *
     * @param now nanoseconds since 1970
     */
    public Remembered asOf(long now) {
        if (block.at() <= now) return this;
        Alarm because = block.because().provenBy(now, block.because().proof());
        return new Remembered(
                new Verdict.Block(because, block.span(), block.why()), times, isReleased, isCarriedOut, isDone);
    }
}
