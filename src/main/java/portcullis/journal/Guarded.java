package portcullis.journal;

import portcullis.fact.Network;

/**
 * Whom the guard of a live host would have spared, and from when to when that is known.
 *
 * @param why as the guard says it
 * @param first nanoseconds since 1970
 * @param last the same
 */
public record Guarded(Network network, String why, long first, long last) {}
