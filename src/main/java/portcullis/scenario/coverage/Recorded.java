package portcullis.scenario.coverage;

import portcullis.scenario.score.Label;

/**
 * One recording of the matrix, and how it came about.
 *
 * @param technique what was done, in one word: the row of the table
 * @param timing at what pace: its column
 * @param family over which protocol: ipv4, ipv6 or both
 * @param command how it was made
 */
public record Recorded(Label label, String technique, String timing, String family, String command) {
    public boolean isHarmless() {
        return label.expected().isEmpty();
    }

    /** The file's name without its ending. */
    public String name() {
        return label.path().replaceAll("\\.pcap$", "");
    }

    /** Whether it asks who has which address; in any other recording that is only how the first packet finds its way. */
    boolean isOfNeighbours() {
        return label.kinds().contains("arp") || label.kinds().contains("nd");
    }
}
