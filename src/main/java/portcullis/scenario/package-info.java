/**
 * Rehearses. In: a scenario or captures. Out: a pass, a report or a diff. Everything goes through {@link portcullis.watch.Rehearsals},
 * the same line that live traffic takes, and nothing here can touch the host. Start at {@link portcullis.scenario.Replay} or
 * {@link portcullis.scenario.Scenario}.
 */
package portcullis.scenario;
