package portcullis.fact;

/**
 * One address and what it has touched so far. Rules name measures in their conditions; what no rule names is not kept, and the
 * session sees a source again only when a measure has crossed a number that stands beside it in some rule.
 *
 * <p>Arguments are literals. A {@link Mode} counts what that mode counts, a {@link Transport} what any mode of it counts, and
 * without either all modes count. {@code seconds} is the length of a window that slides; 0 is as long as the source is
 * remembered. A measure of a window is exact up to the largest number that stands beside it in any rule.
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
}
