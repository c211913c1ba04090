package portcullis.fact;

/**
 * One address and what it has touched so far. Rules name measures in their conditions; what no rule names is not kept, and the
 * session sees a source again only when a measure has crossed a number that stands beside it in some rule.
 *
 * <p>Arguments are literals. A {@link Mode} counts what that mode counts, a {@link Transport} what any mode of it counts, and
 * without either all modes count; {@link Mode#SERVED} counts only where it is named. {@code seconds} is the length of a window that
 * slides; 0 is as long as the source is remembered. A measure of a window is exact up to the largest number that stands beside it in
 * any rule.
 */
public interface Source {
    Address getAddress();

    /** Whether this rule has alarmed about this source and the quiet time since then has not passed. */
    boolean told(String ruleId);

    /** Probes that count, repeats included: what PortSentry's trigger counts. */
    int hits(Mode mode, int seconds);

    int hits(Transport transport, int seconds);

    int hits(int seconds);

    /** Distinct ports touched. */
    int ports(Mode mode, int seconds);

    int ports(Transport transport, int seconds);

    int ports(int seconds);

    /** Distinct ports touched among those named. */
    int portsAmong(Mode mode, int seconds, int... ports);

    int portsAmong(Transport transport, int seconds, int... ports);

    int portsAmong(int seconds, int... ports);

    /** Distinct watched addresses touched. */
    int hosts(Mode mode, int seconds);

    int hosts(Transport transport, int seconds);

    int hosts(int seconds);

    /** Distinct kinds of probe, as a fingerprint of an operating system needs several. */
    int kinds(Mode mode, int seconds);

    int kinds(Transport transport, int seconds);

    int kinds(int seconds);

    /** Distinct ports probed from: a program that writes its own packets often keeps to one. */
    int sourcePorts(Mode mode, int seconds);

    int sourcePorts(Transport transport, int seconds);

    int sourcePorts(int seconds);

    /** Distinct ports probed from that belong to services, below 1024: a client's are high. */
    int servicePorts(Mode mode, int seconds);

    int servicePorts(Transport transport, int seconds);

    int servicePorts(int seconds);

    /**
     * New doors (a port of a host) touched, each worth 1 at first and half of that after every half-life: it finds the scan that
     * outlasts any window. A door among the latest sixteen adds nothing.
     */
    int score(Mode mode, int halfLife);

    int score(Transport transport, int halfLife);

    int score(int halfLife);

    /** Distinct doors to which it sent a SYN of the kind that this program writes, served ports included. */
    int tools(Tool tool, int seconds);

    /**
     * TCP doors that were found closed less those found open, first contacts only: the logarithm of the likelihood ratio of Jung,
     * Paxson, Berger and Balakrishnan (Fast Portscan Detection Using Sequential Hypothesis Testing, 2004), in steps of four to one.
     * Never below -4.
     */
    int walk();

    /**
     * Its contacts among the fifty latest that this mode has counted of all sources together, this one included: the ring that
     * PortSentry remembered. As many more as a number beside it asks for; nothing in it grows old.
     */
    int contacts(Mode mode);

    /** Other sources that touched at least two of the same doors at the same moments, a quarter of a second apart at most. */
    int companions(int seconds);
}
