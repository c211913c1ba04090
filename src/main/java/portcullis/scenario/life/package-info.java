/**
 * Runs the line again from what a journal holds. In: touches of a live host. Out: the story of a source, or a scenario that shows the same.
 * Everything goes through {@link portcullis.watch.Rehearsals}. Start at {@link portcullis.scenario.life.Recollection}.
 */
package portcullis.scenario.life;
