/**
 * Reads what the administrator wrote. In: a settings file, the head of a scenario, words of the command line. Out:
 * {@link portcullis.config.Settings}, or every problem with its file and line. It must not know what a setting does. Start at
 * {@link portcullis.config.Key}, the list of all settings.
 */
package portcullis.config;
