package portcullis.fact;

/**
 * One address and what it has touched so far. Rules name measures in their conditions; what no rule names is not kept, and the
 * session sees a source again only when a measure that some rule names has crossed a number that stands beside it.
 *
 * <p>Every measure takes its arguments as literals. {@code what} is a mode ({@code "atcp"}) or a transport ({@code "tcp"}, counting
 * what any mode of it counts). {@code seconds} is the length of a window that slides; 0 is without end.
 */
public interface Source {
    Address getAddress();

    /** Whether this rule has alarmed about this source and the quiet time has not passed since. */
    boolean told(String ruleId);

    /** Probes that count, repeats included: what PortSentry's trigger counts. */
    int hits(String what, int seconds);

    /** Distinct ports touched. */
    int ports(String what, int seconds);

    /** Distinct ports touched among those named. */
    int portsAmong(String what, int seconds, int... ports);

    /** Distinct watched addresses touched. */
    int hosts(String what, int seconds);
}
