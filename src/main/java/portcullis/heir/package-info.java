/**
 * What an administrator of PortSentry brings along. In: what the watcher tells. Out: the lines that PortSentry's log had, and the
 * files that it kept, which other programs read. Start at {@link portcullis.heir.ClassicLines}.
 */
package portcullis.heir;
