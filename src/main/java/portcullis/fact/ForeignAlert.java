package portcullis.fact;

/** What another detection system says of a source. Counts include it. The session holds it for one look. */
public interface ForeignAlert {
    /** The end that is not ours; where neither is, the sender of the packet. */
    Address getSource();

    Address getTarget();

    /** The target's; 0 where there is none. */
    int getPort();

    long getSignature();

    /** 1 is the gravest. */
    int getPriority();

    String getClassification();

    String getMessage();

    /** Alerts about its source within so many seconds that are at least as grave as this priority; 64 at most of each, where 4 and beyond are one. */
    int alerts(int priority, int seconds);

    /** Whether this rule has alarmed about its source and the quiet time since then has not passed. */
    boolean told(String ruleId);
}
