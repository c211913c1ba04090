package portcullis.fact;

/**
 * Somebody logs in from another host, fails to, or logs out: a line of a log, with what is known of its source and its user. Counts
 * include it. The session holds it for one look.
 */
public interface Login {
    Address getSource();

    /** Of whoever fails, any text. */
    String getUser();

    /** As {@code sshd}. */
    String getService();

    boolean isSuccess();

    boolean isClosed();

    /** Of the day, local time, from 0 to 23. */
    int getHour();

    /** Whether its hour lies in this part of the day, which may go past midnight; {@code until} is outside, and the same twice is no hour. */
    boolean between(int from, int until);

    /** The IPv4 /24 or IPv6 /48 of its source. */
    Network getNetwork();

    /** How often this user has logged in from this network before, as far as the journal goes back. */
    int getVisits();

    /** Distinct addresses from which this user has logged in within so many seconds, 64 at most. */
    int origins(int seconds);

    /** Logins of its source that failed within so many seconds, 64 at most. */
    int failures(int seconds);

    /** Distinct ports that its source had probed, as far as that is remembered, 16 at most. */
    int getDoors();

    /** Whether this rule has alarmed about its source and the quiet time since then has not passed. */
    boolean told(String ruleId);
}
