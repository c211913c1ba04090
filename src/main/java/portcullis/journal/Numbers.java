package portcullis.journal;

/**
 * A place in the journal: how far each of its tables is told of.
 *
 * @param entries the number of an alarm, verdict or outcome
 * @param notes the number of a note
 * @param counts the number of a count
 */
public record Numbers(long entries, long notes, long counts) {
    /** Before everything. */
    static final Numbers NONE = new Numbers(0, 0, 0);
    /** After everything. */
    static final Numbers ALL = new Numbers(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
