/**
 * Judges detection by captures whose truth is known. In: a file of labels. Out: who was found, missed and falsely blamed, and whether
 * that is worse than before. Each capture takes the way of a replay, as its victim's sensor would see it. Start at {@link Scorer}.
 */
package portcullis.scenario.score;
