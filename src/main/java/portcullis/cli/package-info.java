/**
 * Words in, rooms called, sentences and exit codes out. Each verb is one class. It decides nothing. Start at
 * {@link portcullis.cli.Portcullis}.
 */
package portcullis.cli;
