package portcullis.journal;

import portcullis.fact.Verdict;

/**
 * A block that the ledger remembers.
 *
 * @param times how often the source has been blocked, this time included
 * @param isReleased whether it has ended, or was lifted
 */
public record Remembered(Verdict.Block block, int times, boolean isReleased) {}
