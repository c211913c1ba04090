/**
 * What an administrator of PortSentry brings along. In: what the watcher tells, and what PortSentry has left on the host. Out: the lines
 * that PortSentry's log had and the files that it kept, which other programs read; and settings, lists and responders of ours that mean
 * what PortSentry's did. Start at {@link portcullis.heir.ClassicLines} for the log and at {@link portcullis.heir.estate.Estate} for what
 * it has left.
 */
package portcullis.heir;
