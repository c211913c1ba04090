package portcullis.fact;

/** How a packet stands to what was said before between the same two addresses and ports. */
public enum Conversation {
    /** Nothing is known that it would answer or continue. */
    NONE,
    /** It answers what the watched host asked. */
    ANSWER,
    /** It answers what the watched host asked, but so long after that most firewalls have forgotten the question. */
    LATE,
    /** It continues what its source began on a port that answers. */
    ONGOING
}
