/**
 * Plays the same probes before two sets of rules and tells in whose treatment they differ. In: touches of a journal, or captures, labelled or
 * not. Out: {@link portcullis.scenario.backtest.Compared}. Start at {@link portcullis.scenario.backtest.Backtest}.
 */
package portcullis.scenario.backtest;
