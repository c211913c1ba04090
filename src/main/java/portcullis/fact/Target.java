package portcullis.fact;

import java.util.List;

/**
 * One watched address and who seeks its ports: what no single source shows. It counts sources that touched two to four doors, since
 * one is a mistake or the noise of the Internet, and more are found by themselves. Arguments as for {@link Source}.
 */
public interface Target {
    Address getAddress();

    /** Whether this rule has alarmed about this target and the quiet time since then has not passed. */
    boolean told(String ruleId);

    /** Distinct sources of that sort. */
    int sources(Mode mode, int seconds);

    int sources(Transport transport, int seconds);

    int sources(int seconds);

    /** Distinct ports that they touched between them. */
    int sharedPorts(Mode mode, int seconds);

    int sharedPorts(Transport transport, int seconds);

    int sharedPorts(int seconds);

    /** Who took part, the latest 64 at most. */
    List<Address> getParticipants();
}
