package portcullis.detect;

/**
 * What has passed the detector so far.
 *
 * @param probes touches that some mode counted
 * @param ignoredProbes those of them whose source the rules ignore
 * @param answers packets that answered what the host had asked, or continued a conversation
 * @param sources distinct sources of probes, as far as remembered
 * @param pushedOut sources forgotten for want of room
 * @param repeated probes of sources that an alarm was raised about before, which did no more than count
 * @param turnedAway probes of new sources that came too many at once, of which nothing is kept but a print
 */
public record Census(
        long probes, long ignoredProbes, long answers, long sources, long pushedOut, long repeated, long turnedAway) {}
