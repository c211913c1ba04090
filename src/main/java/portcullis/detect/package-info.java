/**
 * Notices. In: {@link portcullis.fact.Packet}s. Out: {@link portcullis.fact.Alarm}s, raised by the rules in {@code rules/}. It keeps
 * what rules measure and shows the Drools session only what could change a rule's mind. It must not know what will be done about a
 * source. Start at {@link Detector}.
 */
package portcullis.detect;
