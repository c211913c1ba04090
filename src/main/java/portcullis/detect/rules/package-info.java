/**
 * Turns the texts in {@code rules/} into something that runs. In: DRL files and settings. Out: a {@link RuleBase}, or every
 * problem with its file and line. Start at {@link RuleBase}.
 */
package portcullis.detect.rules;
