/**
 * Wires the rooms. {@link portcullis.watch.Pipeline} is the straight line from a packet to its consequences; a rehearsal calls it on
 * what was recorded. In: settings, folders, recordings. Out: journal entries. Start at {@link portcullis.watch.Pipeline}, then
 * {@link portcullis.watch.Rehearsals}.
 */
package portcullis.watch;
