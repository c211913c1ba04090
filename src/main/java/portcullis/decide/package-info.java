/**
 * Judges alarms. In: {@link portcullis.fact.Alarm}s and the time. Out: {@link portcullis.fact.Verdict}s. Rules say what should happen;
 * this room says what may: never the host's own addresses, its gateway or its resolvers, never twice, never more than the limits, and
 * every block ends. No rule and no responder reaches in here. Start at {@link portcullis.decide.Judge}.
 */
package portcullis.decide;
