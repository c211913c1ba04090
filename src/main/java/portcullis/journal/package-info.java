/**
 * Keeps what happened. In: {@link portcullis.fact.Entry entries}. Out: the same, in the order in which they came. It must not know
 * who reads them. Start at {@link portcullis.journal.Journal}.
 */
package portcullis.journal;
