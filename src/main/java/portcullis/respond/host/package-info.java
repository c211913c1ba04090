/**
 * Carries effects out on this host: the only package that changes the firewall, starts programs or edits files. In:
 * {@link portcullis.respond.Order}. Out: {@link portcullis.fact.Outcome}, what a program did by a callback. It must not know
 * why, nor be reachable from a rehearsal. Start at {@link portcullis.respond.host.HostRunner}.
 */
package portcullis.respond.host;
