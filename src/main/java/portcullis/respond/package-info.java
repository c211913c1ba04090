/**
 * Turns verdicts into planned effects and has them run. In: {@link portcullis.fact.Verdict} and the Groovy scripts of
 * {@code policies/}. Out: {@link portcullis.fact.Outcome}. A script only plans; a {@link Runner} carries out, or rehearses, all of one step
 * together; {@code host} holds the one that touches the host.
 * It must not know why a source was noticed, nor judge again: no rule, no ledger, no clock. Start at {@link Responders}.
 */
package portcullis.respond;
