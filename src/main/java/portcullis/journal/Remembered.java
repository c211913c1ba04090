package portcullis.journal;

import portcullis.fact.Verdict;

/**
 * A block that the ledger remembers.
 *
 * @param times how often the source has been blocked, this time included
 * @param isReleased whether it has ended, or was lifted
 * @param isCarriedOut whether it was more than a rehearsal
 * @param isDone whether some tool said that it was done
 */
public record Remembered(Verdict.Block block, int times, boolean isReleased, boolean isCarriedOut, boolean isDone) {}
