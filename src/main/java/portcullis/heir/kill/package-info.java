/**
 * Understands the shell lines by which PortSentry answered. In: the text of KILL_ROUTE, KILL_HOSTS_DENY or KILL_RUN_CMD. Out: an
 * {@link portcullis.heir.kill.Answer}: a responder that we ship, one made of the line's words, or why neither. It never runs anything, and
 * nothing that it writes runs a shell. Start at {@link portcullis.heir.kill.Kill}.
 */
package portcullis.heir.kill;
