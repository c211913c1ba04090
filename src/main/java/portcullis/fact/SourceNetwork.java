package portcullis.fact;

/**
 * The /64 of IPv6 sources: one network at the end of one line, in which one host can have any number of addresses. It counts what all
 * of them do together; never a link-local one, nor one in which the watched host itself stands. Arguments as for {@link Source}.
 */
public interface SourceNetwork {
    /** What stands for the /64, see {@link Address#isNetwork}: an alarm about it is about all of it. */
    Address getAddress();

    /** Whether this rule has alarmed about this network and the quiet time since then has not passed. */
    boolean told(String ruleId);

    /** Distinct addresses of it that probed. */
    int addresses(Mode mode, int seconds);

    int addresses(Transport transport, int seconds);

    int addresses(int seconds);

    /** Distinct ports that they touched between them. */
    int networkPorts(Mode mode, int seconds);

    int networkPorts(Transport transport, int seconds);

    int networkPorts(int seconds);
}
